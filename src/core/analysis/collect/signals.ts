// The signals that a study of a market judges, and the features that the chain needs for them.

import { US_PER_SECOND } from '../../market/units.js';
import { DEFAULT_CHAIN, type ChainConfig, type OfiMode } from '../../pipeline/config.js';
import type { BoundFeature } from '../../pipeline/feature.js';
import { cvdWindows } from '../../pipeline/features/cvd-windows.js';
import { ofiModes } from '../../pipeline/features/ofi-modes.js';
import { buildFeature } from '../../pipeline/features/settings.js';
import { spanName } from '../../pipeline/features/spans.js';
import type { SignalRow } from '../../pipeline/row.js';
import type { SignalRole, SignalSpec } from '../study-plan.js';
import { otherCvdMode } from './cvd-modes.js';
import { createObserver } from './observe.js';
import { type Said, type SignalReader, type SignalSource, createReader } from './signal-reader.js';

/** What the four primaries would have to reach by the original's targets. */
export const TARGETS = { ofi: 0.55, cvd: 0.55, fusion: 0.6, divergence: 0.55 } as const;

/** Queue imbalance beyond which the signal `qi` speaks. */
const QI_LIMIT = 0.5;

const spec = (
  name: string,
  rule: string,
  more: { role?: SignalRole; graded?: boolean; bar?: number } = {},
): SignalSpec => ({
  // prettier-ignore
  name,
  rule,
  role: more.role ?? 'exploratory',
  graded: more.graded ?? true,
  bar: more.bar ?? null,
});

/** Beyond the limit on either side; strict. */
const beyond = (value: number | null | undefined, limit: number): Said | null =>
  value === null || value === undefined ? null : { value, side: value > limit ? 1 : value < -limit ? -1 : 0 };

type Column = (row: SignalRow) => number | null | undefined;

const scored = (of: SignalSpec, column: Column, limit: number): SignalSource => ({
  spec: of,
  read: (row) => beyond(column(row), limit),
});

const FUSION_SIDES = { strong_buy: 1, strong_sell: -1, neutral: 0 } as const;

function readFusion({ fusion, fusionSignal }: SignalRow): Said | null {
  return fusion === null || fusionSignal === null ? null : { value: fusion, side: FUSION_SIDES[fusionSignal] };
}

/** Bullish +1, bearish −1; its value is its strength with that sign, 0 without one. */
function readDivergence({ divergence, divergenceStrength }: SignalRow): Said | null {
  if (divergence === null) return null;
  const side = divergence === 'bullish' ? 1 : divergence === 'bearish' ? -1 : 0;
  return { value: side * (divergenceStrength ?? 0) || 0, side };
}

/** Where book and trades disagree, the side of the book. */
function readConflict({ divergence, divergenceStrength, ofiZ }: SignalRow): Said | null {
  if (divergence === null || ofiZ === null) return null;
  const side = divergence !== 'inconsistent' ? 0 : ofiZ > 0 ? 1 : -1;
  return { value: side * (divergenceStrength ?? 0) || 0, side };
}

function primaries({ signal, fusion, ofi, cvd }: ChainConfig): SignalSource[] {
  const { ofiThreshold, cvdThreshold } = signal;
  const primary = (bar: number, graded = true) => ({ role: 'primary' as const, bar, graded });
  return [
    scored(spec('ofi', `|ofi_z| > ${ofiThreshold}, mode ${ofi.mode}`, primary(TARGETS.ofi)), ({ ofiZ }) => ofiZ, ofiThreshold), // prettier-ignore
    scored(spec('cvd', `|cvd_z| > ${cvdThreshold}, mode ${cvd.mode}`, primary(TARGETS.cvd)), ({ cvdZ }) => cvdZ, cvdThreshold), // prettier-ignore
    {
      spec: spec(
        'fusion',
        `|fusion| > ${fusion.threshold}, consistency > ${fusion.minConsistency}`,
        primary(TARGETS.fusion),
      ),
      read: readFusion,
    },
    {
      spec: spec('divergence', 'bullish +1, bearish -1', primary(TARGETS.divergence, false)),
      read: readDivergence,
    },
  ];
}

const OFI_MODES: readonly OfiMode[] = ['cks1', 'cks5', 'pricekey', 'index'];
/** Named in seconds; columns may name them otherwise. */
const SPANS_S = [1, 5, 60] as const;

const spanColumn = (seconds: number): string => `cvd_z_${spanName(seconds * US_PER_SECOND)}`;

/** Column by its name, from the row on. */
function columnFinder(features: readonly BoundFeature[]): (name: string) => Column {
  const names = features.flatMap(({ columns }) => columns.map(({ name }) => name));
  return (name) => {
    const at = names.indexOf(name);
    if (at < 0) throw new RangeError(`no feature has a column ${name}`);
    return ({ features: values }) => values?.[at];
  };
}

function others(config: ChainConfig, otherMode: string, column: (name: string) => Column): SignalSource[] {
  const { ofiThreshold, cvdThreshold } = config.signal;
  const modes = OFI_MODES.filter((mode) => mode !== config.ofi.mode);
  return [
    ...modes.map((mode) =>
      scored(spec(`ofi:${mode}`, `|ofi_${mode}_z| > ${ofiThreshold}`), column(`ofi_${mode}_z`), ofiThreshold),
    ),
    scored(spec(`cvd:${otherMode}`, `|cvd_z| > ${cvdThreshold}, mode ${otherMode}`), column(`cvd_mode_${otherMode}_z`), cvdThreshold), // prettier-ignore
    ...SPANS_S.map((seconds) => {
      const name = spanColumn(seconds);
      return scored(spec(`cvd:${seconds}s`, `|${name}| > ${cvdThreshold}`), column(name), cvdThreshold);
    }),
    { spec: spec('divergence:inconsistent', 'inconsistent: side of ofi_z', { graded: false }), read: readConflict },
    scored(spec('qi', `|queue_imbalance| > ${QI_LIMIT}`), ({ queueImbalance }) => queueImbalance, QI_LIMIT),
    scored(spec('qi_sign', 'sign of queue_imbalance', { role: 'baseline' }), ({ queueImbalance }) => queueImbalance, 0),
  ];
}

/** Momentum and reversal are made by the collector, which knows the quotes: the row says nothing of them. */
const followers = (): SignalSource[] =>
  [
    spec('momentum', 'sign of the past return over the horizon', { role: 'baseline' }),
    spec('reversal', 'the opposite of momentum', { role: 'baseline' }),
  ].map((of) => ({ spec: of, read: () => null }));

export interface StudySignals {
  /** For the chain, in this order and before any others; the observer is the first. */
  readonly features: readonly BoundFeature[];
  readonly reader: SignalReader;
}

/** Place of the observer among the features. */
export const OBSERVER = 0;

/**
 * All signals of the issue for a chain of this configuration. `ofi` and `cvd` are the chain's own modes; `ofi:MODE` and
 * `cvd:MODE` the other ones, over windows of the same number of samples.
 * @param more further sources, of columns that come after these features'
 */
export function studySignals(config: ChainConfig, more: readonly SignalSource[] = []): StudySignals {
  const other = otherCvdMode(config);
  const features = [
    createObserver(),
    buildFeature(ofiModes, { window: config.ofi.z.window }),
    buildFeature(cvdWindows, {}),
    other.feature,
  ];
  const sources = [
    ...primaries(config),
    ...others(config, other.mode, columnFinder(features)),
    ...followers(),
    ...more,
  ];
  return { features, reader: createReader(sources) };
}

/** The signals of the default chain, as reports and help name them. */
export const STANDARD_SPECS: readonly SignalSpec[] = studySignals(DEFAULT_CHAIN).reader.specs;
