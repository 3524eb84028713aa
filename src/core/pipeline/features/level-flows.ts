// Level flows of a row (MLOFI) as several features and fits sum them.

import { type MlofiState, clearMlofi, initMlofi, stepMlofi } from '../../flow/mlofi.js';
import type { BookMoment } from '../feature.js';
import { type RowGate, breakRowGate, initRowGate, seesChange } from './row-gate.js';

export interface LevelFlows {
  readonly gate: RowGate;
  readonly mlofi: MlofiState;
}

export const initLevelFlows = (levels: number): LevelFlows => ({ gate: initRowGate(), mlofi: initMlofi(levels) });

export function seeLevelFlows({ gate, mlofi }: LevelFlows, moment: BookMoment): void {
  if (seesChange(gate, moment) && moment.prev !== null) stepMlofi(mlofi, moment.prev, moment.next);
}

export function breakLevelFlows({ gate, mlofi }: LevelFlows): void {
  breakRowGate(gate);
  clearMlofi(mlofi);
}
