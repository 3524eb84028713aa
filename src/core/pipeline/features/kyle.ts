// Feature `kyle`: price impact of signed volume, by regression over the last bars.

import { type KyleState, clearKyle, initKyle, stepKyle } from '../../flow/kyle-lambda.js';
import { type MidBarState, addToMidBar, clearMidBar, initMidBar, stepMidBar } from '../../flow/mid-bar.js';
import { US_PER_SECOND, inUnits } from '../../market/units.js';
import {
  type FeatureColumn,
  type FeatureKind,
  type FeatureOperator,
  type FeatureOption,
  bindFeature,
} from '../feature.js';
import { rowMid2 } from './row-mid.js';
import { countSetting, spanSetting } from './settings.js';
import { spanName } from './spans.js';

/** Bars between rows, and how many of them a value is made of. */
export const BAR_OPTIONS: readonly FeatureOption[] = [
  { name: 'bar', about: 'length of a bar; a row where it is shorter', kind: 'span', fallback: US_PER_SECOND },
  { name: 'window', about: 'bars that a value is made of', kind: 'count', fallback: 120 },
];

interface State {
  readonly tick: number;
  readonly step: number;
  readonly bar: MidBarState;
  readonly kyle: KyleState;
}

const columnsOf = (barUs: number, window: number): FeatureColumn[] => [
  {
    name: 'kyle_lambda',
    unit: 'price/base',
    about: `Mid change by signed taker volume, slope over the last ${window} bars of ${spanName(barUs)}.`,
  },
  { name: 'kyle_alpha', unit: 'price', about: 'Intercept of that regression.' },
  { name: 'kyle_r2', unit: 'ratio', about: 'Share of the variance of the mid change that it explains.' },
  { name: 'kyle_lambda_origin', unit: 'price/base', about: 'Slope of the regression without an intercept.' },
  {
    name: 'kyle_lambda_root',
    unit: 'score',
    about: 'Slope on the signed square root of volume, without an intercept; price a root of base units.',
  },
];

const operator = (barUs: number, window: number): FeatureOperator<State> => ({
  columns: columnsOf(barUs, window),
  levels: 0,
  init: ({ tick, step }) => ({ tick, step, bar: initMidBar(barUs), kyle: initKyle(window) }),
  onTrade: ({ bar }, trade) => addToMidBar(bar, trade),
  onRow: ({ tick, step, bar, kyle }, moment, out) => {
    if (stepMidBar(bar, moment.timeUs, rowMid2(moment))) {
      const change = inUnits((bar.closedMid2 - bar.closedStartMid2) / 2, tick);
      stepKyle(kyle, change, inUnits(bar.closedSignedLots, step));
    }
    const { fit, rootFit } = kyle;
    out.push(fit.slope, fit.intercept, fit.r2, fit.slopeAtOrigin, rootFit.slopeAtOrigin);
  },
  onBreak: ({ bar, kyle }) => {
    clearMidBar(bar);
    clearKyle(kyle);
  },
});

export const kyle: FeatureKind = {
  name: 'kyle',
  about: 'price impact of signed taker volume (Kyle’s lambda), with Hasbrouck’s root variant',
  source: 'Kyle 1985; Hasbrouck 2009',
  options: BAR_OPTIONS,
  build: (settings) =>
    bindFeature(operator(spanSetting(settings, 'bar'), countSetting(settings, 'window', { min: 3, max: 10_000 }))),
};
