// Feature `cvd_notional`: cumulative volume delta in money, Σ δ·p.

import {
  type RunningFlow,
  addRunningFlow,
  clearRunningFlow,
  initRunningFlow,
  runningTotal,
  takeRowFlow,
} from '../../flow/running-flow.js';
import { US_PER_DAY, inUnits } from '../../market/units.js';
import { type FeatureKind, type FeatureOperator, type FeatureOption, bindFeature } from '../feature.js';
import { spanSetting } from './settings.js';

/** Where running sums of trades restart. */
export const RESET_OPTION: FeatureOption = {
  name: 'reset',
  about: 'the sum restarts at whole multiples of this since the epoch; a day is 00:00 UTC',
  kind: 'span',
  fallback: US_PER_DAY,
};

interface State {
  readonly tick: number;
  readonly step: number;
  /** Ticks times lots: exact integers below 2^53. */
  readonly flow: RunningFlow;
}

const toMoney = ({ tick, step }: State, tickLots: number | null): number | null =>
  tickLots === null ? null : inUnits(inUnits(tickLots, step), tick);

const operator = (resetUs: number): FeatureOperator<State> => ({
  columns: [
    { name: 'cvd_notional', unit: 'quote', about: 'Running sum of signed taker volume times price.' },
    { name: 'cvd_notional_delta', unit: 'quote', about: 'What the trades of the row added to it.' },
  ],
  levels: 0,
  init: ({ tick, step }) => ({ tick, step, flow: initRunningFlow(resetUs) }),
  onTrade: ({ flow }, { timeUs, priceTicks, lots, side }) => addRunningFlow(flow, side * lots * priceTicks, timeUs),
  onRow: (state, { timeUs }, out) => {
    out.push(toMoney(state, runningTotal(state.flow, timeUs)), toMoney(state, takeRowFlow(state.flow)));
  },
  onBreak: ({ flow }) => clearRunningFlow(flow),
});

export const cvdNotional: FeatureKind = {
  name: 'cvd_notional',
  about: 'cumulative volume delta in money',
  source: 'sum of signed taker volume times price',
  options: [RESET_OPTION],
  build: (settings) => bindFeature(operator(spanSetting(settings, 'reset'))),
};
