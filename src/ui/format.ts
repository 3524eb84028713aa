// Numbers, quantities and times as a screen shows them: short, of stated rounding, ASCII but for the sign marks.
//
// Rounding is half away from zero at the last digit shown. What is absent or not finite is NONE, never "NaN".

import { inUnits } from '../core/market/units.js';
import type { SymbolUnits } from '../core/watch/snapshot.js';
import { zoneOffsetMs } from '../text/time.js';
import type { ScreenText } from '../text/screen-text.js';
import type { Tone } from './cell.js';
import type { Glyphs } from './glyphs.js';
import type { ViewChoices } from './panel.js';

/** What stands where there is no value. */
export const NONE = '-';

type Maybe = number | null | undefined;

const isNumber = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value);

/** So many decimals, and no "-0.00". */
export function fixedText(value: Maybe, decimals: number): string {
  if (!isNumber(value)) return NONE;
  if (Math.abs(value) >= 1e21) return value.toExponential(1);
  const text = value.toFixed(decimals);
  return text.startsWith('-') && !/[1-9]/.test(text) ? text.slice(1) : text;
}

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const SCALES: readonly (readonly [suffix: string, factor: number])[] = [
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
];

/**
 * Three significant figures in at most five characters (and a sign): 0.012, 5.25, 12.3, 987, 1.23k, 12.3k, 987k, 3.40M.
 * Below 1 three decimals; below 0.0005 one figure with its exponent: 4e-4. Zeros at the end are left out below 1000;
 * with `decimals`, for columns, they stay, up to so many: 5 is 5.00, or 5 where things come in whole pieces.
 */
export function compactText(value: Maybe, decimals?: number): string {
  if (!isNumber(value)) return NONE;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.0005) return value.toExponential(0);
  if (size < 999.5) {
    const most = size < 0.9995 ? 3 : decimalsOf(size);
    return decimals === undefined ? trimZeros(value.toFixed(most)) : value.toFixed(Math.min(most, decimals));
  }
  for (const [suffix, factor] of SCALES) {
    if (size / factor < 999.5) return `${(value / factor).toFixed(decimalsOf(size / factor))}${suffix}`;
  }
  return value.toExponential(1);
}

const decimalsOf = (size: number): 0 | 1 | 2 => (size < 9.995 ? 2 : size < 99.95 ? 1 : 0);

/** Counts in full up to 99,999 and compact above: 12345, 1.23M. */
export const countText = (value: Maybe): string =>
  isNumber(value) && Math.abs(value) < 1e5 ? fixedText(value, 0) : compactText(value);

/** With a sign: +1.23k, -4, 0. */
export const signedText = (value: Maybe): string =>
  isNumber(value) && value > 0 ? `+${compactText(value)}` : compactText(value);

/** Ticks as a price in full: 3512.40. */
export const priceText = (ticks: Maybe, units: SymbolUnits): string =>
  isNumber(ticks) ? fixedText(inUnits(ticks, units.tick), units.priceDecimals) : NONE;

/**
 * A mid in price units, always with the decimals of half a tick: 3512.400 and 3512.405. A mid goes on and off the ticks
 * several times a second; its text must not change its width with it.
 */
export const midText = (mid: Maybe, units: SymbolUnits): string => fixedText(mid, midDecimals(units));

/** A tick of 0.02 halves without a decimal more, one of 0.01 does not. */
export function midDecimals({ tick, priceDecimals }: SymbolUnits): number {
  const mantissa = Math.round(tick * Number(`1e${priceDecimals}`));
  return mantissa % 2 === 0 ? priceDecimals : priceDecimals + 1;
}

/** Lots in base units, or times their price in quote units; as a number, for sums and scales. */
export function quantityOf(lots: number, priceTicks: number | null, how: QuantityChoice): number | null {
  const base = inUnits(lots, how.units.step);
  if (how.quantity === 'base') return base;
  return priceTicks === null ? null : base * inUnits(priceTicks, how.units.tick);
}

export interface QuantityChoice {
  readonly units: SymbolUnits;
  readonly quantity: ViewChoices['quantity'];
}

/** Compact, for columns; see `quantityOf`. */
export const quantityText = (lots: number, priceTicks: number | null, how: QuantityChoice): string =>
  amountText(quantityOf(lots, priceTicks, how), how);

/** An amount in the units chosen, with no more decimals than its steps have; amounts in quote units have two. */
export const amountText = (amount: number | null, how: QuantityChoice): string =>
  compactText(amount, how.quantity === 'base' ? how.units.qtyDecimals : 2);

/** "ETH" or "USDT"; empty where it is not known. */
export const quantityUnit = (how: QuantityChoice): string =>
  how.quantity === 'base' ? how.units.base : how.units.quote;

/** A spread as "3 ticks", or of the mid as "0.28 bp". Halves of a tick keep their decimal. */
export function spreadText(spread: SpreadFigures, view: Pick<ViewChoices, 'spread'>, text: ScreenText): string {
  const { spreadTicks, mid, units } = spread;
  if (!isNumber(spreadTicks)) return NONE;
  if (view.spread === 'ticks') return text.format.ticks(countText(spreadTicks));
  if (!isNumber(mid) || mid <= 0) return NONE;
  return text.format.bp(bpText((inUnits(spreadTicks, units.tick) / mid) * 1e4));
}

export interface SpreadFigures {
  readonly spreadTicks: number | null;
  readonly mid: number | null;
  readonly units: SymbolUnits;
}

/** Basis points without the unit: 0.28, 12.4, 350. */
export const bpText = (bp: Maybe): string => (isNumber(bp) ? fixedText(bp, decimalsOf(Math.abs(bp))) : NONE);

/** The mark of a sign, one cell: up, down or flat. In ASCII the sign itself. */
export const signMark = (value: number, glyphs: Glyphs): string =>
  value > 0 ? glyphs.up : value < 0 ? glyphs.down : glyphs.flat;

export const signTone = (value: number): Tone => (value > 0 ? 'up' : value < 0 ? 'down' : 'plain');

/** A z with its sign, and its mark where the terminal has one: ▲+2.31, ▼-0.40, ·0.00; ASCII +2.31. Two decimals, one from 100. */
export function zText(z: Maybe, glyphs: Glyphs): string {
  if (!isNumber(z)) return NONE;
  const digits = fixedText(z, Math.abs(z) < 99.995 ? 2 : 1);
  const isZero = !/[1-9]/.test(digits);
  const signed = isZero || digits.startsWith('-') ? digits : `+${digits}`;
  if (glyphs.isAscii) return signed;
  return `${isZero ? glyphs.flat : signMark(z, glyphs)}${signed}`;
}

/** A share as 97 %, 99.98 %; 100 % only when it is all. */
export function shareText(share: Maybe): string {
  if (!isNumber(share)) return NONE;
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${trimZeros((Math.floor(share * 1e4) / 100).toFixed(2))}%`;
}

/** Milliseconds without the unit: 0.04, 3.21, 45.3, 1225. */
export const msText = (ms: Maybe): string =>
  isNumber(ms) ? (Math.abs(ms) < 99_999.5 ? fixedText(ms, decimalsOf(Math.abs(ms))) : compactText(ms)) : NONE;

/** A length of time in its two largest units: 0.04 ms, 850 ms, 3.2 s, 42 s, 12m 30s, 1h 05m, 3d 04h. Rounded down. */
export function durationText(durationUs: Maybe): string {
  if (!isNumber(durationUs)) return NONE;
  const sign = durationUs < 0 ? '-' : '';
  const us = Math.abs(durationUs);
  if (us < 1e6) return `${sign}${msText(Math.floor(us / 10) / 100)} ms`;
  const seconds = us / 1e6;
  if (seconds < 10) return `${sign}${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  const whole = Math.floor(seconds);
  if (whole < 60) return `${sign}${whole} s`;
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  if (whole < 86_400) return `${sign}${Math.floor(whole / 3600)}h ${two(Math.floor(whole / 60) % 60)}m`;
  return `${sign}${Math.floor(whole / 86_400)}d ${two(Math.floor(whole / 3600) % 24)}h`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** How long ago: "3.2 s old". A time ahead of now counts as now. */
export const ageText = (timeUs: Maybe, nowUs: number, text: ScreenText): string =>
  isNumber(timeUs) ? text.format.old(durationText(Math.max(0, nowUs - timeUs))) : NONE;

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Decimal units, three figures: 512 B, 1.23 kB, 45.6 MB. */
export function bytesText(bytes: Maybe): string {
  if (!isNumber(bytes)) return NONE;
  let rest = bytes;
  let unit = 0;
  while (Math.abs(rest) >= 999.5 && unit < BYTE_UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${fixedText(rest, unit === 0 ? 0 : decimalsOf(Math.abs(rest)))} ${BYTE_UNITS[unit] ?? ''}`;
}

/** Offsets of zones change at whole quarters of an hour; one look-up of each serves all times in it. */
const QUARTER_MS = 900_000;
const MOST_OFFSETS = 500;
const offsets = new Map<string, Map<number, number>>();

function offsetAt(timeMs: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const quarter = Math.floor(timeMs / QUARTER_MS);
  let known = offsets.get(zone);
  if (known === undefined || known.size >= MOST_OFFSETS) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offsetMs = known.get(quarter);
  if (offsetMs === undefined) {
    offsetMs = zoneOffsetMs(quarter * QUARTER_MS, zone);
    known.set(quarter, offsetMs);
  }
  return offsetMs;
}

/** µs that the clock of `zone` is ahead of UTC. */
export const zoneOffsetUs = (timeUs: number, zone: string): number => offsetAt(timeUs / 1000, zone) * 1000;

const MOST_TIME_US = 8.64e18;

/** `2024-08-08T23:54:15.088` by the clock of `zone`; null for what is no time. */
function wallOf(timeUs: Maybe, zone: string): string | null {
  if (!isNumber(timeUs) || Math.abs(timeUs) > MOST_TIME_US) return null;
  const timeMs = Math.floor(timeUs / 1000);
  return new Date(timeMs + offsetAt(timeMs, zone)).toISOString();
}

const CLOCK_ENDS = { minute: 16, second: 19, milli: 23 } as const;

/** 23:54, 23:54:15 or 23:54:15.088 by the clock of `zone`, rounded down. */
export const clockText = (timeUs: Maybe, zone: string, to: keyof typeof CLOCK_ENDS = 'second'): string =>
  wallOf(timeUs, zone)?.slice(11, CLOCK_ENDS[to]) ?? NONE;

/** 08-08, month and day by the calendar of `zone`. */
export const dayText = (timeUs: Maybe, zone: string): string => wallOf(timeUs, zone)?.slice(5, 10) ?? NONE;
