// Messages a second over the last full seconds of the data's own clock.

import { US_PER_SECOND } from '../market/units.js';
/** Seconds that a rate is taken over. */
const WINDOW_S = 5;
const SLOTS = WINDOW_S + 1;

export interface MessageRate {
  /** Messages of the running second and of those before it, by second modulo SLOTS. */
  readonly slots: Float64Array;
  /** Number of the running second since the epoch, and of the first one; meaningful once `endUs` is above 0. */
  second: number;
  first: number;
  /** End of the running second, µs; 0 before the first message. */
  endUs: number;
}

export const initMessageRate = (): MessageRate => ({
  slots: new Float64Array(SLOTS),
  second: 0,
  first: 0,
  endUs: 0,
});

/** Counts one message; a time before the running second counts into it. */
export function stepMessageRate(rate: MessageRate, timeUs: number): void {
  if (timeUs >= rate.endUs) turnTo(rate, Math.floor(timeUs / US_PER_SECOND));
  const slot = rate.second % SLOTS;
  rate.slots[slot] = (rate.slots[slot] as number) + 1;
}

function turnTo(rate: MessageRate, second: number): void {
  if (rate.endUs === 0) rate.first = second;
  const turns = Math.min(second - rate.second, SLOTS);
  for (let k = 0; k < turns; k++) rate.slots[(second - k) % SLOTS] = 0;
  rate.second = second;
  rate.endUs = (second + 1) * US_PER_SECOND;
}

/** Over the five full seconds before `nowUs`, or as many as there have been; null before one has passed. */
export function messagesPerSecond(rate: MessageRate, nowUs: number): number | null {
  if (rate.endUs === 0) return null;
  const now = Math.floor(nowUs / US_PER_SECOND);
  const seconds = Math.min(WINDOW_S, now - rate.first);
  if (seconds < 1) return null;
  let messages = 0;
  for (let second = now - seconds; second < now; second++) {
    if (second <= rate.second && second > rate.second - SLOTS) messages += rate.slots[second % SLOTS] as number;
  }
  return messages / seconds;
}
