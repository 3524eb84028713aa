// Features that score the two flows of a row, order flow imbalance and signed taker volume, by another z than the chain's.

import { inUnits } from '../../market/units.js';
import type { FeatureColumn, FeatureOperator } from '../feature.js';
import { type RowVolume, addRowVolume, breakRowVolume, closeRowVolume, initRowVolume } from './row-volume.js';

/** A z-score with its state; `step` gives null while there is none. */
export interface Scorer<State> {
  /** Part of the columns' names: `ofi_<name>`, `cvd_<name>`. */
  readonly name: string;
  /** What follows "of the row's order flow imbalance" in the description. */
  readonly about: string;
  readonly init: () => State;
  readonly step: (state: State, x: number) => number | null;
  readonly clear: (state: State) => void;
}

interface ScoresState<State> {
  readonly step: number;
  readonly volume: RowVolume;
  readonly ofi: State;
  readonly cvd: State;
}

export function flowScores<State>(scorer: Scorer<State>): FeatureOperator<ScoresState<State>> {
  const column = (flow: string, words: string): FeatureColumn => ({
    name: `${flow}_${scorer.name}`,
    unit: 'z',
    about: `${scorer.about} of the row's ${words}.`,
  });
  const score = (state: State, x: number | null): number | null => (x === null ? null : scorer.step(state, x));
  return {
    columns: [column('ofi', 'order flow imbalance'), column('cvd', 'signed taker volume')],
    levels: 0,
    init: ({ step }) => ({ step, volume: initRowVolume(), ofi: scorer.init(), cvd: scorer.init() }),
    onTrade: ({ volume }, moment) => addRowVolume(volume, moment),
    onRow: ({ step, volume, ofi, cvd }, { row }, out) => {
      const signed = closeRowVolume(volume, row);
      out.push(score(ofi, row.ofi), score(cvd, signed === null ? null : inUnits(signed, step)));
    },
    onBreak: ({ volume, ofi, cvd }) => {
      breakRowVolume(volume);
      scorer.clear(ofi);
      scorer.clear(cvd);
    },
  };
}
