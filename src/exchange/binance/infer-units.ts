// Tick and step of a symbol that nobody has stated, from the numbers as written (semantics 16).

import { type Decimal, parseDecimal, powerOfTen, trimDecimal } from '../../core/market/decimal.js';
import type { Instrument, Venue } from '../../core/market/instrument.js';

export interface NumberTexts {
  readonly prices: string[];
  readonly quantities: string[];
}

/** Fewer numbers than this say too little about a common divisor: then every decimal written counts. */
export const ENOUGH_TEXTS = 100;
const MAX_TEXTS = 20_000;

function addLevels(texts: NumberTexts, side: unknown): void {
  if (!Array.isArray(side)) return;
  for (const level of side as unknown[]) {
    if (!Array.isArray(level) || texts.prices.length >= MAX_TEXTS) continue;
    if (typeof level[0] === 'string') texts.prices.push(level[0]);
    if (typeof level[1] === 'string') texts.quantities.push(level[1]);
  }
}

/** Adds the prices and quantities that stand in a payload or a snapshot body. Mark and index prices are no tick prices. */
export function collectTexts(
  payload: Readonly<Record<string, unknown>>,
  texts: NumberTexts = { prices: [], quantities: [] },
): NumberTexts {
  if (payload['e'] === 'markPriceUpdate') return texts;
  for (const key of ['b', 'a', 'bids', 'asks']) addLevels(texts, payload[key]);
  for (const key of ['p', 'b', 'a']) {
    const value = payload[key];
    if (typeof value === 'string') texts.prices.push(value);
  }
  for (const key of ['q', 'B', 'A']) {
    const value = payload[key];
    if (typeof value === 'string') texts.quantities.push(value);
  }
  return texts;
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Finer units than this have no exact power of ten: such a text is damage, and says nothing about the others. */
const MOST_DECIMALS = 15;

/** Largest unit of which all texts are whole multiples; null without any positive decimal among them. */
export function inferUnit(texts: readonly string[]): Decimal | null {
  const values = texts
    .map(parseDecimal)
    .filter((value) => typeof value !== 'string')
    .map((value) => (value.decimals > MOST_DECIMALS ? trimDecimal(value) : value))
    .filter((value) => value.decimals <= MOST_DECIMALS);
  const decimals = values.reduce((most, value) => Math.max(most, value.decimals), 0);
  let divisor = 0;
  let count = 0;
  for (const value of values) {
    if (value.mantissa === 0) continue;
    count++;
    divisor = commonDivisor(value.mantissa * powerOfTen(decimals - value.decimals), divisor);
  }
  if (count === 0) return null;
  if (count < ENOUGH_TEXTS) return trimDecimal({ mantissa: 1, decimals });
  return trimDecimal({ mantissa: divisor, decimals });
}

/** Instrument with inferred units; null where the texts say nothing. */
export function inferInstrument(symbol: string, venue: Venue, texts: NumberTexts): Instrument | null {
  const tick = inferUnit(texts.prices);
  const step = inferUnit(texts.quantities);
  if (tick === null || step === null) return null;
  return { symbol, venue, tick, step, unitsFrom: 'inferred' };
}
