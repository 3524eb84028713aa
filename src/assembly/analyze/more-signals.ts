// Signals beside those that every study of a market has: the kinds of divergence by themselves, and confirmed pivots.

import { STANDARD_SPECS } from '../../core/analysis/collect/signals.js';
import type { Said, SignalSource } from '../../core/analysis/collect/signal-reader.js';
import type { SignalSpec } from '../../core/analysis/study-plan.js';
import type { BoundFeature } from '../../core/pipeline/feature.js';
import { pivots } from '../../core/pipeline/features/pivots.js';
import { buildFeature } from '../../core/pipeline/features/settings.js';
import type { SignalRow } from '../../core/pipeline/row.js';

const exploratory = (name: string, rule: string): SignalSpec => ({
  name,
  role: 'exploratory',
  rule,
  graded: false,
  bar: null,
});

const SIDES = { bullish: 1, bearish: -1 } as const;
const PIVOT_FLOWS = ['ofi', 'cvd'] as const;

const SPECS = {
  bullish: exploratory('divergence:bullish', 'bullish divergence alone'),
  bearish: exploratory('divergence:bearish', 'bearish divergence alone'),
  ofi: exploratory('divergence:pivot-ofi', 'confirmed pivot of the mid that order flow did not follow'),
  cvd: exploratory('divergence:pivot-cvd', 'confirmed pivot of the mid that taker volume did not follow'),
} as const;

/** Names of all signals that can be chosen. */
export const SIGNAL_NAMES: readonly string[] = [...STANDARD_SPECS, ...Object.values(SPECS)].map(({ name }) => name);

function readKind(kind: keyof typeof SIDES): (row: SignalRow) => Said | null {
  return ({ divergence, divergenceStrength }) => {
    if (divergence === null) return null;
    if (divergence !== kind) return { value: 0, side: 0 };
    return { value: SIDES[kind] * (divergenceStrength ?? 0), side: SIDES[kind] };
  };
}

/** Codes of the feature: ±1 a divergence; ±2 a hidden one is another claim. */
const codeSide = (code: number): Said['side'] => (code === 1 ? 1 : code === -1 ? -1 : 0);

export interface MoreSignals {
  readonly features: readonly BoundFeature[];
  readonly sources: readonly SignalSource[];
}

/** @param columns columns of the features before these */
export function moreSignals(columns: number): MoreSignals {
  const feature = buildFeature(pivots, {});
  const names = feature.columns.map(({ name }) => name);
  const pivotSources = PIVOT_FLOWS.map((flow): SignalSource => {
    const at = columns + names.indexOf(`pivot_${flow}_divergence`);
    return {
      spec: SPECS[flow],
      read: ({ features }) => {
        const code = features?.[at] ?? null;
        return code === null ? null : { value: codeSide(code), side: codeSide(code) };
      },
    };
  });
  const kinds = (['bullish', 'bearish'] as const).map((kind) => ({ spec: SPECS[kind], read: readKind(kind) }));
  return { features: [feature], sources: [...kinds, ...pivotSources] };
}
