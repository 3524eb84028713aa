// Configuration of the synthetic market: which symbols, how lively, with which planted signal.

import { POWERS_OF_TEN, countUnits } from '../market/decimal.js';
import { type Instrument, parseUnit } from '../market/instrument.js';
import { US_PER_SECOND } from '../market/units.js';

/** One simulated symbol. All sizes in lots, all prices in ticks. */
export interface SymbolConfig {
  readonly instrument: Instrument;
  /** Tick and step as the exchange writes them ("0.10"), and the decimals of its price and quantity texts. */
  readonly tickText: string;
  readonly stepText: string;
  readonly priceDecimals: number;
  readonly qtyDecimals: number;
  readonly startTicks: number;
  /** Typical size of a best queue. */
  readonly queueLots: number;
  /** Smallest taker order. */
  readonly minTradeLots: number;
  /** Distance from the best price, in ticks, at which nearly every level is occupied. */
  readonly fillTicks: number;
  /** Share of occupied levels right behind the best price. */
  readonly sparse: number;
}

export interface MarketConfig {
  readonly seed: number;
  /** Exchange time of the first moment that is shown; the market has run a while before it. */
  readonly startUs: number;
  readonly symbols: readonly SymbolConfig[];
  /** Speed of the market's own clock: 1 has the message rates of ETHUSDT in August 2024. */
  readonly activity: number;
  /** Planted correlation of trailing order flow with the next return, each over the horizon; 0 plants none. */
  readonly alpha: number;
  readonly alphaHorizonUs: number;
}

/** Span of one depth message. */
export const DEPTH_PERIOD_US = 100_000;
/** The largest correlation that can be planted: beyond it the flow would feed on itself. */
export const MAX_ALPHA = 0.4;

/** What is known of a symbol by name, or given by the user. Prices and steps as decimal text. */
export interface SymbolUnits {
  readonly symbol: string;
  readonly tick: string;
  readonly step: string;
  readonly price: string;
  /** Decimals of price texts, where the exchange writes more than the tick needs. */
  readonly priceDecimals?: number;
  readonly qtyDecimals?: number;
}

const KNOWN: readonly SymbolUnits[] = [
  { symbol: 'BTCUSDT', tick: '0.10', step: '0.001', price: '61800.20', priceDecimals: 2 },
  { symbol: 'ETHUSDT', tick: '0.01', step: '0.001', price: '2681.62' },
  { symbol: 'SOLUSDT', tick: '0.0100', step: '0.01', price: '154.2100', priceDecimals: 4 },
  { symbol: 'BNBUSDT', tick: '0.010', step: '0.01', price: '512.340', priceDecimals: 3 },
  { symbol: 'XRPUSDT', tick: '0.0001', step: '0.1', price: '0.5873' },
  { symbol: 'DOGEUSDT', tick: '0.000010', step: '1', price: '0.104520', priceDecimals: 6 },
];

/** A symbol that is not in the table: a coin of about 100 with a tick of 1 bp. */
const GENERIC = { tick: '0.01', step: '0.01', price: '100.00' };

/** Units of `symbol`: the table's, or the generic ones. */
export function knownUnits(symbol: string): SymbolUnits {
  return KNOWN.find((entry) => entry.symbol === symbol) ?? { symbol, ...GENERIC };
}

const decimalsOf = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);

/** Notional of a typical best queue, by the coarseness of the tick: a tick that is large in bp gathers a longer queue. */
function queueNotional(units: SymbolUnits, tickBp: number): number {
  if (units.symbol === 'BTCUSDT') return 216_000;
  return 56_000 * Math.sqrt(Math.max(1, tickBp / 0.037));
}

/** A whole symbol configuration from its units, or the name of the field that is not a usable decimal. */
export function symbolConfig(units: SymbolUnits): SymbolConfig | { readonly problem: 'tick' | 'step' | 'price' } {
  const tick = parseUnit(units.tick);
  if (tick === null) return { problem: 'tick' };
  const step = parseUnit(units.step);
  if (step === null) return { problem: 'step' };
  const startTicks = countUnits(units.price, tick);
  if (typeof startTicks !== 'number' || startTicks < 100) return { problem: 'price' };
  const stepSize = step.mantissa / (POWERS_OF_TEN[step.decimals] ?? 1);
  const price = (startTicks * tick.mantissa) / (POWERS_OF_TEN[tick.decimals] ?? 1);
  const lotNotional = price * stepSize;
  const tickBp = 1e4 / startTicks;
  const fillTicks = Math.min(200, Math.max(4, Math.round((100 * 0.037) / tickBp)));
  return {
    instrument: { symbol: units.symbol, venue: 'binance-usdm', tick, step, unitsFrom: 'stated' },
    tickText: units.tick,
    stepText: units.step,
    priceDecimals: Math.max(units.priceDecimals ?? 0, decimalsOf(units.tick)),
    qtyDecimals: Math.max(units.qtyDecimals ?? 0, decimalsOf(units.step)),
    startTicks,
    queueLots: Math.max(20, Math.round(queueNotional(units, tickBp) / lotNotional)),
    minTradeLots: Math.max(1, Math.ceil(20 / lotNotional)),
    fillTicks,
    sparse: Math.min(0.95, 0.22 * Math.sqrt(100 / fillTicks)),
  };
}

/** The market of one seed with everything else at its default. */
export function defaultMarket(seed: number, symbols: readonly SymbolConfig[]): MarketConfig {
  return {
    seed,
    startUs: DEFAULT_START_US,
    symbols,
    activity: 1,
    alpha: 0,
    alphaHorizonUs: US_PER_SECOND,
  };
}

/** 2026-01-01T00:00:00Z in µs: fixed, so that the seed alone decides the bytes. */
export const DEFAULT_START_US = 1_767_225_600_000_000;
