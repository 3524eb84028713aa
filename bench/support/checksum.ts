// Both sides of the race must have read the same numbers: one sum over every id, time, price and quantity.

import { type EventBatch, FLAG, KIND } from '../../src/core/market/event-batch.js';

/** Sums are kept modulo a prime below 2^26, so that products with small factors stay exact. */
const MODULUS = 67_108_859;
const add = (sum: number, value: number): number => (sum + (value % MODULUS)) % MODULUS;

export function addBatch(sum: number, batch: EventBatch): number {
  for (let i = 0; i < batch.count; i++) {
    const kind = batch.kind[i];
    const flags = batch.flags[i] ?? 0;
    const isWaiting = kind === KIND.depthDelta && (flags & FLAG.buffered) !== 0;
    const isSnapshot = kind === KIND.depthSnapshot;
    if (!isWaiting && !isSnapshot) {
      const isDepth = kind === KIND.depthDelta || kind === KIND.tick;
      sum = add(sum, (batch.id1[i] ?? 0) + (isDepth ? (batch.id2[i] ?? 0) : 0));
      sum = add(sum, (batch.eventUs[i] ?? 0) / 1000 + (batch.matchUs[i] ?? 0) / 1000);
    }
    if (kind === KIND.depthDelta || isSnapshot) {
      const start = batch.levelStart[i] ?? 0;
      const end = start + (batch.bidCount[i] ?? 0) + (batch.askCount[i] ?? 0);
      for (let k = start; k < end; k++) sum = add(sum, (batch.levelTicks[k] ?? 0) + (batch.levelLots[k] ?? 0));
    } else if (kind === KIND.trade) sum = add(sum, (batch.price[i] ?? 0) + (batch.qty[i] ?? 0));
    else if (kind === KIND.bookTicker) {
      const both = (batch.price[i] ?? 0) + (batch.qty[i] ?? 0) + (batch.price2[i] ?? 0) + (batch.qty2[i] ?? 0);
      sum = add(sum, both);
    }
  }
  return sum;
}

interface Payload {
  readonly e: string;
  readonly E: number;
  readonly T: number;
  readonly U: number;
  readonly u: number;
  readonly t: number;
  readonly p: string;
  readonly q: string;
  readonly b: string | readonly (readonly [string, string])[];
  readonly a: string | readonly (readonly [string, string])[];
  readonly B: string;
  readonly A: string;
}

export interface ParsedLine {
  readonly data?: Payload;
  readonly lastUpdateId?: number;
  readonly bids?: readonly (readonly [string, string])[];
  readonly asks?: readonly (readonly [string, string])[];
}

/** Integer units of a decimal text; the recordings' numbers are far below 2^53 / 10^8. */
const units = (text: string, perOne: number): number => Math.round(Number(text) * perOne);

export function parsedSum(lines: readonly ParsedLine[], scale: { ticks: number; lots: number }): number {
  const lastId = lines.find((line) => line.lastUpdateId !== undefined)?.lastUpdateId ?? 0;
  let sum = 0;
  const addLevels = (side: Payload['b'] | undefined): void => {
    if (typeof side === 'string' || side === undefined) return;
    for (const [price, qty] of side) sum = add(sum, units(price, scale.ticks) + units(qty, scale.lots));
  };
  for (const line of lines) {
    addLevels(line.bids);
    addLevels(line.asks);
    const data = line.data;
    if (data === undefined) continue;
    const isDepth = data.e === 'depthUpdate';
    sum = add(sum, isDepth ? data.U + data.u : data.e === 'trade' ? data.t : data.u);
    sum = add(sum, data.E + data.T);
    if (isDepth && data.u >= lastId) {
      addLevels(data.b);
      addLevels(data.a);
    } else if (data.e === 'trade') sum = add(sum, units(data.p, scale.ticks) + units(data.q, scale.lots));
    else if (data.e === 'bookTicker') {
      const prices = units(String(data.b), scale.ticks) + units(String(data.a), scale.ticks);
      sum = add(sum, prices + units(data.B, scale.lots) + units(data.A, scale.lots));
    }
  }
  return sum;
}
