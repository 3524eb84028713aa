// Feature `ofi_parts`: the part of the best quotes' flow that trades made, and the rest.

import { cksLevelFlow } from '../../flow/ofi-cks.js';
import { inUnits } from '../../market/units.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { type RowGate, breakRowGate, closeRowGate, initRowGate, seesChange } from './row-gate.js';
import { type RowVolume, addRowVolume, breakRowVolume, closeRowVolume, initRowVolume } from './row-volume.js';

interface State {
  readonly step: number;
  readonly gate: RowGate;
  readonly volume: RowVolume;
  /** Σ e_1 of the open row, lots. */
  flow: number;
}

const OPERATOR: FeatureOperator<State> = {
  columns: [
    { name: 'ofi_trade', unit: 'base', about: 'Signed taker volume of the row: what trades took from the quotes.' },
    {
      name: 'ofi_quote',
      unit: 'base',
      about: 'Flow of the best quotes (e_1) minus ofi_trade: orders added and withdrawn.',
    },
  ],
  levels: 1,
  init: ({ step }) => ({ step, gate: initRowGate(), volume: initRowVolume(), flow: 0 }),
  onBook: (state, moment) => {
    if (seesChange(state.gate, moment) && moment.prev !== null) state.flow += cksLevelFlow(moment.prev, moment.next, 0);
  },
  onTrade: ({ volume }, moment) => addRowVolume(volume, moment),
  onRow: (state, { bookReason, row }, out) => {
    const isWhole = closeRowGate(state.gate, bookReason);
    const traded = closeRowVolume(state.volume, row);
    out.push(
      traded === null ? null : inUnits(traded, state.step),
      traded === null || !isWhole ? null : inUnits(state.flow - traded, state.step),
    );
    state.flow = 0;
  },
  onBreak: (state) => {
    breakRowGate(state.gate);
    breakRowVolume(state.volume);
    state.flow = 0;
  },
};

export const ofiParts: FeatureKind = {
  name: 'ofi_parts',
  about: 'order flow imbalance of the best quotes, split into trades and the rest',
  source: 'Sitaru, Calinescu, Cucuringu 2023; only the trade part can be told apart without order ids',
  options: [],
  build: () => bindFeature(OPERATOR),
};
