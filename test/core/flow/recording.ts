// Reads the recordings of the flow tests the plain way: gunzip, split, JSON.parse. Knows nothing of our own readers.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface Message {
  readonly [key: string]: unknown;
}

/**
 * The JSON messages of a `<receive time> <json>` file whose text holds one of `marks` (such as `"e":"trade"`), in order;
 * of a combined-stream message the inner data.
 */
export function messagesOf(path: string, ...marks: readonly string[]): Message[] {
  const text = gunzipSync(readFileSync(path)).toString('latin1');
  return text
    .split('\n')
    .filter((line) => marks.some((mark) => line.includes(mark)))
    .map((line) => {
      const whole = JSON.parse(line.slice(line.indexOf(' ') + 1)) as Message;
      return (whole['data'] as Message | undefined) ?? whole;
    });
}

export const MARK = {
  quote: '"e":"bookTicker"',
  trade: '"e":"trade"',
  depth: '"e":"depthUpdate"',
  snapshot: '"lastUpdateId"',
};

/** R² of a straight line through (x, y). */
export function rSquared(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  const xy = sum((i) => (x[i]! - mx) * (y[i]! - my));
  return (xy * xy) / (sum((i) => (x[i]! - mx) * (x[i]! - mx)) * sum((i) => (y[i]! - my) * (y[i]! - my)));
}

/** Last index with times[i] ≤ t, or −1; times ascending. */
export function lastAtOrBefore(times: readonly number[], t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
