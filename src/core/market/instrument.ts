// What is traded, and in which smallest steps: the scale behind every integer price and quantity.

import {
  type Decimal,
  countUnits,
  formatUnits,
  parseDecimal,
  powerOfTen,
  trimDecimal,
  unitsToNumber,
} from './decimal.js';

/** Sequence rules differ: futures chain by `pu`, spot by `U = last u + 1`. */
export type Venue = 'binance-usdm' | 'binance-spot';

/** Where data comes from. UNSTATED: a foreign file that does not say. */
export type Environment = 'mainnet' | 'testnet' | 'emulator' | 'synthetic' | 'unstated';

/** Who says the environment: the data themselves, somebody of them (`--env`), or nobody. */
export type EnvOrigin = 'recorded' | 'stated' | 'unknown';

export const VENUES: readonly Venue[] = ['binance-usdm', 'binance-spot'];
export const ENVIRONMENTS: readonly Environment[] = ['mainnet', 'testnet', 'emulator', 'synthetic', 'unstated'];

/** The name as a venue or an environment; null where it is none. */
export const venueOf = (name: string): Venue | null => VENUES.find((venue) => venue === name) ?? null;
export const environmentOf = (name: string): Environment | null => ENVIRONMENTS.find((env) => env === name) ?? null;

export interface Instrument {
  /** Exchange symbol in capitals, e.g. ETHUSDT. */
  readonly symbol: string;
  readonly venue: Venue;
  /** Smallest price step, e.g. 0.01. */
  readonly tick: Decimal;
  /** Smallest quantity step, e.g. 0.001. */
  readonly step: Decimal;
  /** Stated by the exchange's filters or the user, or inferred from data. */
  readonly unitsFrom: 'stated' | 'inferred';
}

/** Finer units than any exchange has; beyond them counts of units would not be exact. */
const MOST_DECIMALS = 15;

/** A step size such as "0.10" as a trimmed positive decimal, or null when it is no such thing. */
export function parseUnit(text: string): Decimal | null {
  const value = parseDecimal(text);
  if (typeof value === 'string' || value.mantissa === 0) return null;
  const unit = trimDecimal(value);
  return unit.decimals > MOST_DECIMALS ? null : unit;
}

/** Largest unit of which both are whole multiples: 0.5 and 0.2 have 0.1. */
export function commonUnit(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  let [x, y] = [a, b].map((unit) => unit.mantissa * powerOfTen(decimals - unit.decimals)) as [number, number];
  while (y !== 0) [x, y] = [y, x % y];
  return trimDecimal({ mantissa: x, decimals });
}

export const priceToTicks = (text: string, instrument: Instrument) => countUnits(text, instrument.tick);
export const qtyToLots = (text: string, instrument: Instrument) => countUnits(text, instrument.step);
export const ticksToText = (count: number, instrument: Instrument) => formatUnits(count, instrument.tick);
export const lotsToText = (count: number, instrument: Instrument) => formatUnits(count, instrument.step);
export const ticksToPrice = (count: number, instrument: Instrument) => unitsToNumber(count, instrument.tick);
export const lotsToQty = (count: number, instrument: Instrument) => unitsToNumber(count, instrument.step);
