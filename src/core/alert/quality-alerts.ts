// The alerts of data quality that stand without being asked for: stale, resync, gap, latency, disk.

import { type CountState, findCounts, initCounts } from './count-rule.js';
import { type WriteRate, findDisk, findLatency, initWriteRate } from './disk-rule.js';
import type { Finding, QualityConfig, QualityEdge, QualityFigures } from './quality-figures.js';
import { type Raisings, isRaised, stepRaising } from './raising.js';
import { type StaleState, findStale } from './stale-rule.js';

/** Plain data: structuredClone is a checkpoint. */
export interface QualityAlerts {
  readonly config: QualityConfig;
  readonly raisings: Raisings;
  readonly stale: StaleState;
  readonly counts: CountState;
  readonly rate: WriteRate;
  /** Of the first figures. */
  startUs: number | null;
}

export const initQualityAlerts = (config: QualityConfig): QualityAlerts => ({
  config,
  raisings: new Map(),
  stale: new Map(),
  counts: initCounts(),
  rate: initWriteRate(),
  startUs: null,
});

const nameOf = (rule: string, symbol: string | null): string => `${rule} ${symbol ?? ''}`;

/** What the figures of this moment raise and clear. To be called once a second, or at equal steps of the data's clock. */
export function stepQualityAlerts(state: QualityAlerts, figures: QualityFigures): QualityEdge[] {
  const { config, raisings } = state;
  state.startUs ??= figures.nowUs;
  const { startUs } = state;
  const isStale = (symbol: string): boolean => isRaised(raisings, nameOf('stale', symbol));
  const findings = [
    ...findStale(state.stale, figures, { config, startUs, isRaised: isStale }),
    ...findCounts(state.counts, figures),
    findLatency(figures, config),
    findDisk(state.rate, figures, config),
  ];
  return findings.flatMap((finding) => {
    const edge = edgeOf(state, finding, figures.nowUs);
    return edge === null ? [] : [edge];
  });
}

function edgeOf({ config, raisings }: QualityAlerts, finding: Finding, timeUs: number): QualityEdge | null {
  const { is, rule, symbol, text, values } = finding;
  const name = nameOf(rule, symbol);
  if (is === 'hold') return null;
  const raised = stepRaising(raisings, name, { isOn: is === 'on', timeUs, minGapUs: config.minGapUs });
  if (raised === null) return null;
  return raised.kind === 'clear'
    ? { kind: 'clear', rule, symbol, timeUs, text: '', values, suppressed: 0 }
    : { ...raised, rule, symbol, timeUs, text, values };
}
