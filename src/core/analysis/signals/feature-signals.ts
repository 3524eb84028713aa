// Signals made of features beside the chain: other definitions of OFI and CVD, and divergence from confirmed pivots.

import type { ChainConfig, OfiMode } from '../../pipeline/config.js';
import { spanName } from '../../pipeline/features/spans.js';
import { type StudySignal, beyond } from './study-signal.js';

const OFI_MODES: readonly OfiMode[] = ['cks1', 'cks5', 'pricekey', 'index'];
/** Spans of the deltas, µs: those of the feature's own defaults. */
const CVD_SPANS_US = [1_000_000, 5_000_000, 60_000_000] as const;

/** Spans in the baseline of each delta: the feature's own default. */
const CVD_SPANS_COUNT = 60;

/** Every definition of OFI but the one that the chain computes already. */
export const ofiSignals = ({ ofi, signal }: ChainConfig): StudySignal[] =>
  OFI_MODES.filter((mode) => mode !== ofi.mode).map((mode) => ({
    spec: {
      name: `ofi:${mode}`,
      role: 'exploratory',
      rule: `|ofi_z| > ${signal.ofiThreshold}`,
      graded: true,
      bar: null,
    },
    about: `z-score of order flow imbalance, mode ${mode}`,
    features: [{ name: 'ofi_modes', settings: { window: ofi.z.window } }],
    window: { kind: 'rows', samples: ofi.z.window },
    valueOf: ({ column }) => column(`ofi_${mode}_z`),
    sideOf: beyond(signal.ofiThreshold),
  }));

/** CVD as a level where the chain computes deltas, and deltas over longer spans. */
export const cvdSignals = ({ cvd, signal }: ChainConfig): StudySignal[] => [
  ...(cvd.mode === 'level'
    ? []
    : [
        {
          spec: {
            name: 'cvd:level',
            role: 'exploratory' as const,
            rule: `|cvd_z| > ${signal.cvdThreshold}`,
            graded: true,
            bar: null,
          },
          about: 'z-score of the running sum of signed taker volume: a detector of drift, for comparison',
          features: [{ name: 'cvd_level', settings: { window: cvd.z.window } }],
          window: { kind: 'rows' as const, samples: cvd.z.window },
          valueOf: ({ column }: Parameters<StudySignal['valueOf']>[0]) => column('cvd_level_z'),
          sideOf: beyond(signal.cvdThreshold),
        },
      ]),
  ...CVD_SPANS_US.map((spanUs): StudySignal => {
    const span = spanName(spanUs);
    return {
      spec: {
        name: `cvd:${span}`,
        role: 'exploratory',
        rule: `|cvd_z| > ${signal.cvdThreshold}`,
        graded: true,
        bar: null,
      },
      about: `z-score of signed taker volume of the last ${span}`,
      features: [{ name: 'cvd_windows', settings: {} }],
      window: { kind: 'span', us: CVD_SPANS_COUNT * spanUs },
      valueOf: ({ column }) => column(`cvd_z_${span}`),
      sideOf: beyond(signal.cvdThreshold),
    };
  }),
];

/** Codes of the feature: ±1 a divergence, ±2 a hidden one, which is another claim. */
export const pivotSignals = (): StudySignal[] =>
  (['ofi', 'cvd'] as const).map((flow) => ({
    spec: {
      name: `divergence:pivot-${flow}`,
      role: 'exploratory',
      rule: 'pivot of the mid that the flow did not follow, when it is confirmed',
      graded: false,
      bar: null,
    },
    about: `1 bullish, −1 bearish, by cumulative ${flow === 'ofi' ? 'order flow imbalance' : 'taker volume'}`,
    features: [{ name: 'pivots', settings: {} }],
    window: null,
    valueOf: ({ column }) => column(`pivot_${flow}_divergence`),
    sideOf: (value) => (value === 1 ? 1 : value === -1 ? -1 : 0),
  }));
