// Features that are a flow of the book: summed over the updates of a row, with a rolling z of the sums.

import type { TopLevels } from '../../book/top-levels.js';
import { inUnits } from '../../market/units.js';
import { type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';
import { DEFAULT_CHAIN } from '../config.js';
import type { FeatureColumn, FeatureOperator, FeatureOption } from '../feature.js';
import { type RowGate, breakRowGate, closeRowGate, initRowGate, seesChange } from './row-gate.js';

export interface BookFlow {
  /** Column of the sum; its z is `<name>_z`. */
  readonly name: string;
  readonly about: string;
  /** `base`: `of` gives lots. `log`: it is written as it is. */
  readonly unit: 'base' | 'log';
  readonly of: (prev: TopLevels, next: TopLevels) => number;
}

interface State {
  readonly step: number;
  readonly gate: RowGate;
  /** Of the open row, one a flow. */
  readonly sums: Float64Array;
  readonly z: readonly RollingZState[];
}

export const WINDOW_OPTION: FeatureOption = {
  name: 'window',
  about: 'rows in the baseline of the z-scores, all of them wanted before the first',
  kind: 'count',
  fallback: 300,
};

/** A z of rows as the chain's own: without the sample itself, population deviation, a full window first. */
export const zOver = (window: number) => ({ ...DEFAULT_CHAIN.ofi.z, window, warmup: window });

const columnsOf = (flows: readonly BookFlow[], window: number): FeatureColumn[] =>
  flows.flatMap(({ name, unit, about }): FeatureColumn[] => [
    { name, unit, about },
    { name: `${name}_z`, unit: 'z', about: `Rolling z-score of ${name} against the ${window} rows before it.` },
  ]);

export function flowOperator(
  flows: readonly BookFlow[],
  { levels, window }: { readonly levels: number; readonly window: number },
): FeatureOperator<State> {
  return {
    columns: columnsOf(flows, window),
    levels,
    init: ({ step }) => ({
      step,
      gate: initRowGate(),
      sums: new Float64Array(flows.length),
      z: flows.map(() => initRollingZ(zOver(window))),
    }),
    onBook: ({ gate, sums }, moment) => {
      const { prev, next } = moment;
      if (!seesChange(gate, moment) || prev === null) return;
      for (let k = 0; k < flows.length; k++) sums[k] = (sums[k] as number) + (flows[k] as BookFlow).of(prev, next);
    },
    onRow: ({ step, gate, sums, z }, moment, out) => {
      const isWhole = closeRowGate(gate, moment.bookReason);
      flows.forEach(({ unit }, k) => {
        const sum = sums[k] as number;
        const flow = !isWhole ? null : unit === 'base' ? inUnits(sum, step) : sum;
        out.push(flow, flow === null ? null : stepRollingZ(z[k] as RollingZState, flow));
      });
      sums.fill(0);
    },
    onBreak: ({ gate, sums, z }) => {
      breakRowGate(gate);
      sums.fill(0);
      z.forEach(clearRollingZ);
    },
  };
}
