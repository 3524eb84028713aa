// CVD by the mode that the chain is not set to, so that level and delta are judged in one pass.

import { type CvdBarState, addToCvdBar, breakCvdBar, closeCvdBar, closedDeltaLots, cvdBarDue, initCvdBar, openCvdBar, stopCvdBar } from '../../flow/cvd-bar.js'; // prettier-ignore
import { type CvdState, clearCvd, initCvd, rollCvdDay, stepCvd } from '../../flow/cvd.js';
import { inUnits } from '../../market/units.js';
import type { ChainConfig } from '../../pipeline/config.js';
import { type BoundFeature, type FeatureOperator, type RowMoment, bindFeature } from '../../pipeline/feature.js';
import { type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';

interface DeltaState {
  readonly step: number;
  readonly bar: CvdBarState;
  readonly z: RollingZState;
  seen: boolean;
  value: number | null;
}

function closeBars(state: DeltaState, timeUs: number): void {
  while (cvdBarDue(state.bar, timeUs)) {
    closeCvdBar(state.bar);
    const lots = closedDeltaLots(state.bar);
    state.value = lots === null ? null : stepRollingZ(state.z, inUnits(lots, state.step));
  }
}

/** Whether data flow as of the row. Where they do not, no bar is open; where they do again, one is, and spoilt. */
function follow(state: DeltaState, { timeUs, row }: RowMoment): boolean {
  if (row.cvdReason === 'no_data' || row.cvdReason === 'no_trades') {
    if (row.cvdReason === 'no_trades') state.seen = false;
    stopCvdBar(state.bar);
    state.value = null;
    return false;
  }
  if (!state.seen || state.bar.endUs !== null) return true;
  openCvdBar(state.bar, timeUs);
  state.bar.partial = true;
  return true;
}

/** Mode `delta`: a z-score of each bar, as of the row. */
const deltaOperator = ({ cvd }: ChainConfig): FeatureOperator<DeltaState> => ({
  columns: [{ name: 'cvd_mode_delta_z', unit: 'z', about: 'Rolling z-score of signed taker volume in bars.' }],
  levels: 0,
  init: ({ step }) => ({ step, bar: initCvdBar(cvd.barUs), z: initRollingZ(cvd.z), seen: false, value: null }),
  onTrade: (state, { timeUs, lots, side }) => {
    closeBars(state, timeUs);
    if (state.bar.endUs === null) openCvdBar(state.bar, timeUs);
    state.seen = true;
    addToCvdBar(state.bar, side * lots);
  },
  onRow: (state, moment, out) => {
    if (follow(state, moment)) closeBars(state, moment.timeUs);
    out.push(state.value);
  },
  onBreak: (state) => {
    clearRollingZ(state.z);
    state.value = null;
    if (state.bar.endUs !== null) breakCvdBar(state.bar);
  },
});

interface LevelState {
  readonly step: number;
  readonly level: CvdState;
  readonly z: RollingZState;
}

/** The sum restarts with the UTC day: a z across that would measure the restart. */
function rollDay({ level, z }: LevelState, timeUs: number): void {
  if (rollCvdDay(level, timeUs)) clearRollingZ(z);
}

/** Mode `level`: a z-score of the running sum, one sample a row. */
const levelOperator = ({ cvd }: ChainConfig): FeatureOperator<LevelState> => ({
  columns: [{ name: 'cvd_mode_level_z', unit: 'z', about: 'Rolling z-score of the running sum of taker volume.' }],
  levels: 0,
  init: ({ step }) => ({
    step,
    level: initCvd({ emaAlpha: cvd.emaAlpha, reset: cvd.reset }),
    z: initRollingZ(cvd.z),
  }),
  onTrade: (state, { timeUs, lots, side }) => {
    rollDay(state, timeUs);
    stepCvd(state.level, side * lots, timeUs);
  },
  onRow: (state, { timeUs }, out) => {
    rollDay(state, timeUs);
    const { level, z, step } = state;
    out.push(level.trades === 0 ? null : stepRollingZ(z, inUnits(level.sumLots, step)));
  },
  onBreak: ({ level, z }) => {
    clearCvd(level);
    clearRollingZ(z);
  },
});

/** The mode that is not the chain's own, and its operator: one column. */
export function otherCvdMode(config: ChainConfig): {
  readonly mode: 'level' | 'delta';
  readonly feature: BoundFeature;
} {
  return config.cvd.mode === 'delta'
    ? { mode: 'level', feature: bindFeature(levelOperator(config)) }
    : { mode: 'delta', feature: bindFeature(deltaOperator(config)) };
}
