// The signals of the chain itself: the four primaries with the original's bars, kinds of divergence, queue imbalance.

import type { ChainConfig } from '../../pipeline/config.js';
import type { SignalRow } from '../../pipeline/row.js';
import type { SignalSpec } from '../study-plan.js';
import { type SignalWindow, type StudySignal, beyond, signOf } from './study-signal.js';

/** Hit rates that the original design set as targets. */
const BARS = { ofi: 0.55, cvd: 0.55, fusion: 0.6, divergence: 0.55 } as const;

/** Queue imbalance from which one side is taken to press. */
export const QI_THRESHOLD = 0.5;

const ofRow = (
  spec: SignalSpec,
  about: string,
  of: Pick<StudySignal, 'sideOf'> & {
    readonly read: (row: SignalRow) => number | null;
    readonly window?: SignalWindow;
  },
): StudySignal => ({
  spec,
  about,
  features: [],
  window: of.window ?? null,
  valueOf: ({ row }) => of.read(row),
  sideOf: of.sideOf,
});

/** Windows of both z-scores of the chain; of CVD by trades (the original) none is known in rows. */
const rowsOf = (samples: number): SignalWindow => ({ kind: 'rows', samples });
function cvdWindow({ cvd }: ChainConfig): SignalWindow {
  return cvd.mode === 'delta' ? { kind: 'span', us: cvd.z.window * cvd.barUs } : rowsOf(cvd.z.window);
}

export function primarySignals(chain: ChainConfig): StudySignal[] {
  const { ofi, cvd, signal, fusion } = chain;
  const { ofiThreshold, cvdThreshold } = signal;
  const graded = { role: 'primary', graded: true } as const;
  return [
    ofRow(
      { ...graded, name: 'ofi', rule: `|ofi_z| > ${ofiThreshold}`, bar: BARS.ofi },
      `z-score of order flow imbalance, mode ${ofi.mode}`,
      { read: (row) => row.ofiZ, sideOf: beyond(ofiThreshold), window: rowsOf(ofi.z.window) },
    ),
    ofRow(
      { ...graded, name: 'cvd', rule: `|cvd_z| > ${cvdThreshold}`, bar: BARS.cvd },
      `z-score of signed taker volume, mode ${cvd.mode}`,
      { read: (row) => row.cvdZ, sideOf: beyond(cvdThreshold), window: cvdWindow(chain) },
    ),
    ofRow(
      {
        ...graded,
        name: 'fusion',
        rule: `|fusion| > ${fusion.threshold} and consistency > ${fusion.minConsistency}`,
        bar: BARS.fusion,
      },
      `${fusion.weightOfi} of ofi_z and ${fusion.weightCvd} of cvd_z`,
      {
        read: (row) => row.fusion,
        sideOf: (_, row) => (row.fusionSignal === 'strong_buy' ? 1 : row.fusionSignal === 'strong_sell' ? -1 : 0),
      },
    ),
    ofRow(
      {
        name: 'divergence',
        role: 'primary',
        rule: 'bullish or bearish divergence of both flows from the trend of the mid',
        graded: false,
        bar: BARS.divergence,
      },
      'strength of the divergence with the sign of its direction, 0 without one',
      { read: (row) => strengthOf(row, 'both'), sideOf: signOf },
    ),
  ];
}

/** Null where the kind is not known, 0 where it is none of those asked for. */
function strengthOf(row: SignalRow, wanted: 'both' | 'bullish' | 'bearish'): number | null {
  const { divergence, divergenceStrength } = row;
  if (divergence === null) return null;
  if (divergence !== 'bullish' && divergence !== 'bearish') return 0;
  if (wanted !== 'both' && divergence !== wanted) return 0;
  // A divergence of strength 0 is one too: its sign must not be lost.
  const strength = Math.max(divergenceStrength ?? 0, Number.MIN_VALUE);
  return divergence === 'bullish' ? strength : -strength;
}

const exploratory = (name: string, rule: string, graded: boolean): SignalSpec => ({
  name,
  role: 'exploratory',
  rule,
  graded,
  bar: null,
});

export const divergenceSignals = (): StudySignal[] => [
  ...(['bullish', 'bearish'] as const).map((kind) =>
    ofRow(exploratory(`divergence:${kind}`, `${kind} divergence`, false), 'strength of the divergence, 0 without one', {
      read: (row) => strengthOf(row, kind),
      sideOf: signOf,
    }),
  ),
  ofRow(
    exploratory('divergence:inconsistent', 'order flow against taker volume; the side of order flow', false),
    'strength of the conflict with the sign of ofi_z, 0 without one',
    {
      read: (row) => {
        if (row.divergence === null) return null;
        return row.divergence === 'inconsistent' ? signOf(row.ofiZ ?? 0) * (row.divergenceStrength ?? 0) : 0;
      },
      sideOf: signOf,
    },
  ),
];

export const queueSignals = (): StudySignal[] => [
  ofRow(exploratory('qi', `|queue imbalance| > ${QI_THRESHOLD}`, true), 'queue imbalance at the best prices', {
    read: (row) => row.queueImbalance,
    sideOf: beyond(QI_THRESHOLD),
  }),
];

/** What any signal has to beat. Momentum and reversal depend on the horizon: the collector makes them. */
export const baselineSignals = (): StudySignal[] => [
  ofRow(
    { name: 'qi-sign', role: 'baseline', rule: 'sign of the queue imbalance', graded: false, bar: null },
    'queue imbalance at the best prices',
    { read: (row) => row.queueImbalance, sideOf: signOf },
  ),
];
