// The exchange's clock against ours, measured over REST from time to time.

import {
  type ClockOffset,
  type ClockOffsetState,
  clockOffset,
  initClockOffset,
  resetClockOffset,
  stepClockOffset,
} from '../../exchange/binance/clock-offset.js';
import { type MeasuredOffset, offsetOfRun } from '../../core/quality/corrected-latency.js';
import type { RestClient } from '../../exchange/binance/rest.js';
import { fetchServerTime } from '../../exchange/binance/rest-market.js';

export interface OffsetSampler {
  readonly state: ClockOffsetState;
  busy: boolean;
  nextMs: number;
  failures: number;
  taken: number;
  /** The best of each full set of samples, over the whole run. */
  readonly measured: MeasuredOffset[];
}

/** After a step of our clock the old samples speak of another one. */
export function forgetOffset(sampler: OffsetSampler): void {
  resetClockOffset(sampler.state);
  sampler.measured.length = 0;
  sampler.nextMs = 0;
}

/** A burst at the start, then one sample every so often. */
const FIRST_SAMPLES = 5;
const EVERY_MS = 15_000;

export const createOffsetSampler = (): OffsetSampler => ({
  state: initClockOffset(),
  busy: false,
  nextMs: 0,
  failures: 0,
  taken: 0,
  measured: [],
});

export const offsetOf = (sampler: OffsetSampler): ClockOffset | null => clockOffset(sampler.state);

/** One offset for the whole run, with an uncertainty that covers all that was measured. Null where nothing was. */
export function runOffset(sampler: OffsetSampler): MeasuredOffset | null {
  const now = offsetOf(sampler);
  return offsetOfRun(now === null ? sampler.measured : [...sampler.measured, now]);
}

async function sample(sampler: OffsetSampler, rest: RestClient, signal: AbortSignal): Promise<void> {
  const offset = stepClockOffset(sampler.state, await fetchServerTime(rest, signal));
  sampler.taken++;
  if (offset !== null && sampler.taken % sampler.state.capacity === 0) sampler.measured.push(offset);
}

/** The burst before a capture begins. Its failure is thrown: then the exchange cannot be reached. */
export async function firstOffset(sampler: OffsetSampler, rest: RestClient, signal: AbortSignal): Promise<void> {
  for (let i = 0; i < FIRST_SAMPLES; i++) await sample(sampler, rest, signal);
}

/** Takes a sample when one is due; failures are counted and tried again. */
export function sampleOffset(
  sampler: OffsetSampler,
  rest: RestClient,
  at: { signal: AbortSignal; nowMs: number },
): void {
  if (sampler.busy || at.nowMs < sampler.nextMs) return;
  sampler.busy = true;
  sampler.nextMs = at.nowMs + EVERY_MS;
  sample(sampler, rest, at.signal).then(
    () => {
      sampler.busy = false;
    },
    () => {
      sampler.busy = false;
      sampler.failures++;
    },
  );
}
