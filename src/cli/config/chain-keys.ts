// The keys of v13.yaml that configure the chain: one line each, the source of flags, variables, schema and docs.

import type { ConfigKey, KeyType } from './key.js';

const choices = (...words: readonly string[]): KeyType => ({ kind: 'choice', choices: words });
const POSITIVE: KeyType = { kind: 'number', range: { above: 0 } };
const NOT_NEGATIVE: KeyType = { kind: 'number', range: { min: 0 } };

/** The z-score of one signal; `--z-…` sets both. */
function zKeys(signal: 'ofi' | 'cvd'): readonly ConfigKey[] {
  const name = signal.toUpperCase();
  return [
    {
      key: `${signal}.z.window`,
      type: { kind: 'integer', range: { min: 2, max: 1_000_000 } },
      flag: '--z-window',
      help: `length of the ${name} z-score window`,
      unit: 'samples',
    },
    {
      key: `${signal}.z.baseline`,
      type: choices('exclude', 'include'),
      flag: '--z-baseline',
      help: `whether the current ${name} sample belongs to its own baseline`,
    },
    {
      key: `${signal}.z.ddof`,
      type: { kind: 'integer', range: { min: 0, max: 1 } },
      flag: '--z-ddof',
      help: `delta degrees of freedom of the ${name} deviation: 0 population, 1 sample`,
    },
    {
      key: `${signal}.z.warmup`,
      type: { kind: 'integer', range: { min: 2, max: 1_000_000 } },
      flag: '--z-warmup',
      help: `samples wanted before the first ${name} z; follows the window unless set`,
      unit: 'samples',
    },
    {
      key: `${signal}.z.epsilon`,
      type: NOT_NEGATIVE,
      flag: null,
      help: `${name} deviation up to epsilon x max(1, |mean|) counts as zero`,
    },
  ];
}

const OFI: readonly ConfigKey[] = [
  {
    key: 'ofi.mode',
    type: choices('cks5', 'cks1', 'pricekey', 'index'),
    flag: '--ofi',
    help: 'definition of order flow imbalance (v13 explain ofi)',
  },
  {
    key: 'ofi.source',
    type: choices('depth', 'bookTicker'),
    flag: '--ofi-source',
    help: 'stream that OFI is computed from; bookTicker has the best level only',
  },
  { key: 'ofi.weights', type: { kind: 'weights' }, flag: '--ofi-weights', help: 'weight of each level, best first' },
  ...zKeys('ofi'),
];

const CVD: readonly ConfigKey[] = [
  {
    key: 'cvd.mode',
    type: choices('delta', 'level'),
    flag: '--cvd',
    help: 'what the CVD z-score is taken of: volume delta of bars, or the running sum',
  },
  {
    key: 'cvd.bar',
    type: { kind: 'duration', minUs: 1_000 },
    flag: '--cvd-bar',
    help: 'length of the bars of mode delta; follows a time grid unless set',
  },
  {
    key: 'cvd.sample',
    type: choices('row', 'trade'),
    flag: '--cvd-sample',
    help: 'when mode level takes a z sample: each row, or each trade',
  },
  {
    key: 'cvd.quantity',
    type: choices('q', 'nq'),
    flag: '--cvd-qty',
    help: 'quantity with (q) or without (nq) retail-price-improvement fills',
  },
  {
    key: 'cvd.ema_alpha',
    type: { kind: 'number', range: { above: 0, max: 1 } },
    flag: '--cvd-ema-alpha',
    help: 'smoothing of the running sum, one step a trade',
  },
  {
    key: 'cvd.reset',
    type: choices('none', 'utc-day'),
    flag: '--cvd-reset',
    help: 'restart of the running sum: never, or at 00:00 UTC',
  },
  ...zKeys('cvd'),
];

const SIGNALS: readonly ConfigKey[] = [
  { key: 'signal.ofi_threshold', type: POSITIVE, flag: '--ofi-threshold', help: 'OFI signal above this |z|' },
  { key: 'signal.cvd_threshold', type: POSITIVE, flag: '--cvd-threshold', help: 'CVD signal above this |z|' },
  { key: 'fusion.weight_ofi', type: NOT_NEGATIVE, flag: '--fusion-weight-ofi', help: 'weight of the OFI z in fusion' },
  { key: 'fusion.weight_cvd', type: NOT_NEGATIVE, flag: '--fusion-weight-cvd', help: 'weight of the CVD z in fusion' },
  { key: 'fusion.threshold', type: POSITIVE, flag: '--fusion-threshold', help: 'fusion signal above this |fusion|' },
  {
    key: 'fusion.min_consistency',
    type: { kind: 'number', range: { min: 0, max: 1 } },
    flag: '--min-consistency',
    help: 'fusion signal only above this consistency',
  },
];

const DIVERGENCE: readonly ConfigKey[] = [
  {
    key: 'divergence.trend_window',
    type: { kind: 'duration', minUs: 1_000 },
    flag: '--trend-window',
    help: 'span of the price trend',
  },
  {
    key: 'divergence.dead_band_ticks',
    type: NOT_NEGATIVE,
    flag: '--dead-band',
    help: 'mid changes up to this are no trend',
    unit: 'ticks',
  },
  { key: 'divergence.ofi_z', type: POSITIVE, flag: '--divergence-ofi-z', help: 'divergence wants |OFI z| above' },
  { key: 'divergence.cvd_z', type: POSITIVE, flag: '--divergence-cvd-z', help: 'divergence wants |CVD z| above' },
  { key: 'divergence.conflict_ofi_z', type: POSITIVE, flag: '--conflict-ofi-z', help: 'inconsistent: |OFI z| above' },
  { key: 'divergence.conflict_cvd_z', type: POSITIVE, flag: '--conflict-cvd-z', help: 'inconsistent: |CVD z| above' },
];

/** Every key that a preset decides, in the order in which they are shown. */
export const CHAIN_KEYS: readonly ConfigKey[] = [
  { key: 'grid', type: { kind: 'grid' }, flag: '--grid', help: 'one row each step, or one a depth update (event)' },
  ...OFI,
  ...CVD,
  ...SIGNALS,
  ...DIVERGENCE,
];
