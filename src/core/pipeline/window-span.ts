// How many seconds the windows of the two z-scores look back.

import type { ChainConfig } from './config.js';

export interface WindowSpan {
  readonly samples: number;
  /** Null where the samples follow events whose rate is not known. */
  readonly seconds: number | null;
  /** `exact`: samples come at fixed times; `mean`: they follow events, by the mean rate of the data. */
  readonly basis: 'exact' | 'mean';
}

/** Mean events per second of the data; null where not known. */
export interface SampleRates {
  readonly rowsPerSecond: number | null;
  readonly tradesPerSecond: number | null;
}

const exact = (samples: number, stepUs: number): WindowSpan => ({
  samples,
  seconds: (samples * stepUs) / 1_000_000,
  basis: 'exact',
});

const mean = (samples: number, perSecond: number | null): WindowSpan => ({
  samples,
  seconds: perSecond === null || perSecond === 0 ? null : samples / perSecond,
  basis: 'mean',
});

const byRow = (config: ChainConfig, samples: number, rates: SampleRates): WindowSpan =>
  config.grid.kind === 'time' ? exact(samples, config.grid.stepUs) : mean(samples, rates.rowsPerSecond);

export const ofiWindowSpan = (config: ChainConfig, rates: SampleRates): WindowSpan =>
  byRow(config, config.ofi.z.window, rates);

export function cvdWindowSpan(config: ChainConfig, rates: SampleRates): WindowSpan {
  const { mode, barUs, sample, z } = config.cvd;
  if (mode === 'delta') return exact(z.window, barUs);
  return sample === 'row' ? byRow(config, z.window, rates) : mean(z.window, rates.tradesPerSecond);
}
