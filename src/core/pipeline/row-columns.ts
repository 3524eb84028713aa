// The columns of signal rows in files: name, type, unit and meaning of every field of row.ts, in the order written.

import type { FeatureUnit } from './feature.js';
import type { SignalRow } from './row.js';

export interface RowColumn {
  /** Name in files. */
  readonly name: string;
  readonly field: Exclude<keyof SignalRow, 'features'>;
  readonly type: 'f64' | 'i64' | 'text';
  readonly nullable: boolean;
  /** Null for names and reasons. */
  readonly unit: FeatureUnit | null;
  readonly about: string;
}

type Shape = Omit<RowColumn, 'name' | 'field' | 'about'>;

const value = (unit: FeatureUnit): Shape => ({ type: 'f64', nullable: true, unit });
const whole = (unit: FeatureUnit, nullable = false): Shape => ({ type: 'i64', nullable, unit });
const word = (nullable = true): Shape => ({ type: 'text', nullable, unit: null });

const COLUMNS = {
  ts_us: ['timeUs', whole('us'), 'Time of the row, µs since 1970 UTC: grid time, or receipt of the depth update.'],
  symbol: ['symbol', word(false), 'Exchange symbol.'],
  segment: ['segment', whole('count'), 'Counts up at every break; no window spans two segments.'],
  bid_ticks: ['bidTicks', whole('ticks', true), 'Best bid.'],
  ask_ticks: ['askTicks', whole('ticks', true), 'Best ask.'],
  mid: ['mid', value('price'), 'Mean of best bid and best ask.'],
  spread_ticks: ['spreadTicks', whole('ticks', true), 'Best ask minus best bid.'],
  weighted_mid: ['weightedMid', value('price'), 'Mid weighted by the sizes at the best prices.'],
  queue_imbalance: [
    'queueImbalance',
    value('ratio'),
    '(bid size − ask size)/(bid size + ask size) at the best prices.',
  ],
  book_reason: ['bookReason', word(), 'Why the book cannot be read.'],
  ofi: ['ofi', value('base'), 'Order flow imbalance since the row before.'],
  ofi_z: ['ofiZ', value('z'), 'Rolling z-score of ofi, not clipped.'],
  ofi_reason: ['ofiReason', word(), 'Why ofi or ofi_z is missing.'],
  ofi_samples: ['ofiSamples', whole('count'), 'Samples in the window of ofi_z.'],
  ofi_signal: ['ofiSignal', word(), 'buy, sell or neutral, by ofi_z.'],
  ofi_strength: ['ofiStrength', value('ratio'), '|ofi_z| / threshold.'],
  cvd_delta: [
    'cvdDelta',
    value('base'),
    'Signed taker volume of the last closed bar, or of the last trade in mode level.',
  ],
  cvd: ['cvd', value('base'), 'Running sum of signed taker volume since the last break or reset.'],
  cvd_ema: ['cvdEma', value('base'), 'Exponential average of cvd, one step a trade.'],
  trade_imbalance: ['tradeImbalance', value('ratio'), '(buys − sells)/(buys + sells) of the last closed bar.'],
  cvd_z: ['cvdZ', value('z'), 'Rolling z-score of cvd_delta, or of cvd in mode level; not clipped.'],
  cvd_reason: ['cvdReason', word(), 'Why cvd_z is missing.'],
  cvd_samples: ['cvdSamples', whole('count'), 'Samples in the window of cvd_z.'],
  cvd_signal: ['cvdSignal', word(), 'buy, sell or neutral, by cvd_z.'],
  cvd_strength: ['cvdStrength', value('ratio'), '|cvd_z| / threshold.'],
  fusion: ['fusion', value('score'), 'Weighted sum of ofi_z and cvd_z.'],
  consistency: ['consistency', value('ratio'), 'min|z| / max|z| where the signs agree, else 0.'],
  fusion_reason: ['fusionReason', word(), 'Why fusion is missing.'],
  fusion_signal: ['fusionSignal', word(), 'strong_buy, strong_sell or neutral.'],
  fusion_strength: ['fusionStrength', value('ratio'), '|fusion| / threshold.'],
  trend_bp: ['trendBp', value('bp'), 'Return of the mid over the trend window; 0 inside the dead band.'],
  trend_reason: ['trendReason', word(), 'Why trend_bp is missing.'],
  divergence: ['divergence', word(), 'bullish, bearish, inconsistent or none.'],
  divergence_strength: ['divergenceStrength', value('score'), 'Strength of the divergence.'],
} as const satisfies Readonly<Record<string, readonly [RowColumn['field'], Shape, string]>>;

export const ROW_COLUMNS: readonly RowColumn[] = Object.entries(COLUMNS).map(([name, [field, shape, about]]) => ({
  name,
  field,
  ...shape,
  about,
}));
