// How long the stages of the chain take, against the limits of the original design. The clock is outside the core.

import { type LogSketch, initLogSketch, insertLogSketch } from '../stats/log-sketch.js';
import { type Distribution, distributionOf } from './distribution.js';

export const STAGE_NAMES = ['ofi', 'cvd', 'fusion', 'whole'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** The original design's limits, ns: 10, 5, 3 and 20 ms. */
export const STAGE_LIMIT_NS: Readonly<Record<StageName, number>> = {
  ofi: 10_000_000,
  cvd: 5_000_000,
  fusion: 3_000_000,
  whole: 20_000_000,
};

/** Measurements that a verdict on p99 needs: of fewer, the nearest rank of p99 is the largest value. */
export const STAGE_VERDICT_N = 100;

export type StageTimingState = Readonly<Record<StageName, LogSketch>>;

export interface StageReport {
  readonly stage: StageName;
  readonly limitNs: number;
  /** ns; null where nothing was measured. */
  readonly time: Distribution | null;
  /** Whether p99 stays below the limit; null where fewer than 100 were measured. */
  readonly within: boolean | null;
}

export const initStageTiming = (): StageTimingState => ({
  ofi: initLogSketch(),
  cvd: initLogSketch(),
  fusion: initLogSketch(),
  whole: initLogSketch(),
});

/** Takes one measurement, ns; fractions are rounded. */
export function recordStage(state: StageTimingState, stage: StageName, ns: number): void {
  insertLogSketch(state[stage], Math.round(ns));
}

export function stageReports(state: StageTimingState): StageReport[] {
  return STAGE_NAMES.map((stage) => {
    const time = distributionOf(state[stage]);
    const limitNs = STAGE_LIMIT_NS[stage];
    const within = time === null || time.n < STAGE_VERDICT_N ? null : time.p99 < limitNs;
    return { stage, limitNs, time, within };
  });
}
