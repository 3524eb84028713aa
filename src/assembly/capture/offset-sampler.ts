// The exchange's clock against ours, measured over REST from time to time.

import {
  type ClockOffset,
  type ClockOffsetState,
  clockOffset,
  initClockOffset,
  stepClockOffset,
} from '../../exchange/binance/clock-offset.js';
import type { RestClient } from '../../exchange/binance/rest.js';
import { fetchServerTime } from '../../exchange/binance/rest-market.js';

export interface OffsetSampler {
  readonly state: ClockOffsetState;
  busy: boolean;
  nextMs: number;
  failures: number;
}

/** A burst at the start, then one sample every so often. */
const FIRST_SAMPLES = 5;
const EVERY_MS = 15_000;

export const createOffsetSampler = (): OffsetSampler => ({
  state: initClockOffset(),
  busy: false,
  nextMs: 0,
  failures: 0,
});

export const offsetOf = (sampler: OffsetSampler): ClockOffset | null => clockOffset(sampler.state);

async function sample(sampler: OffsetSampler, rest: RestClient, signal: AbortSignal): Promise<void> {
  stepClockOffset(sampler.state, await fetchServerTime(rest, signal));
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
