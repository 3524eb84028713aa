// Feature `cvd_robust`: cumulative volume delta in which single large trades do not rule.

import { signedRoot } from '../../flow/kyle-lambda.js';
import { type RobustSize, clearRobustSize, initRobustSize, stepRobustSize } from '../../flow/robust-size.js';
import {
  type RunningFlow,
  addRunningFlow,
  clearRunningFlow,
  initRunningFlow,
  runningTotal,
  takeRowFlow,
} from '../../flow/running-flow.js';
import { inUnits } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { RESET_OPTION } from './cvd-notional.js';
import { countSetting, numberSetting, spanSetting } from './settings.js';

interface Config {
  readonly deviations: number;
  readonly trades: number;
  readonly resetUs: number;
}

interface State {
  readonly step: number;
  readonly size: RobustSize;
  /** Σ sign(δ)·√|δ|, square roots of base units. */
  readonly roots: RunningFlow;
  /** Σ of the cut δ, lots. */
  readonly cut: RunningFlow;
}

const columnsOf = ({ deviations, trades }: Config): FeatureColumn[] => [
  { name: 'cvd_sqrt', unit: 'score', about: 'Running sum of the signed square roots of trade sizes in base units.' },
  { name: 'cvd_sqrt_delta', unit: 'score', about: 'What the trades of the row added to it.' },
  {
    name: 'cvd_winsor',
    unit: 'base',
    about: `Running sum of signed sizes cut at the median plus ${deviations} MAD of the ${trades} trades before each.`,
  },
  { name: 'cvd_winsor_delta', unit: 'base', about: 'What the trades of the row added to it.' },
];

const operator = (config: Config): FeatureOperator<State> => ({
  columns: columnsOf(config),
  levels: 0,
  init: ({ step }) => ({
    step,
    size: initRobustSize(config),
    roots: initRunningFlow(config.resetUs),
    cut: initRunningFlow(config.resetUs),
  }),
  onTrade: ({ step, size, roots, cut }, { timeUs, lots, side }) => {
    addRunningFlow(roots, signedRoot(side * inUnits(lots, step)), timeUs);
    const kept = stepRobustSize(size, lots);
    if (kept !== null) addRunningFlow(cut, side * kept, timeUs);
  },
  onRow: ({ step, roots, cut }, { timeUs }, out) => {
    const total = runningTotal(cut, timeUs);
    const row = takeRowFlow(cut);
    out.push(runningTotal(roots, timeUs), takeRowFlow(roots));
    out.push(total === null ? null : inUnits(total, step), row === null ? null : inUnits(row, step));
  },
  onBreak: ({ size, roots, cut }) => {
    clearRobustSize(size);
    clearRunningFlow(roots);
    clearRunningFlow(cut);
  },
});

export const cvdRobust: FeatureKind = {
  name: 'cvd_robust',
  about: 'cumulative volume delta of square roots, and of sizes cut at a limit from the past',
  source: 'winsorising; Hampel 1974 for the scaled MAD',
  options: [
    { name: 'deviations', about: 'scaled MADs above the median at which a size is cut', kind: 'number', fallback: 5 },
    { name: 'window', about: 'trades that the limit is taken from', kind: 'count', fallback: 300 },
    RESET_OPTION,
  ],
  build: (settings) =>
    bindFeature(
      operator({
        deviations: numberSetting(settings, 'deviations', { min: 0 }),
        trades: countSetting(settings, 'window', { max: 10_000 }),
        resetUs: spanSetting(settings, 'reset'),
      }),
    ),
};
