// Feature `amihud`: how far the mid goes for the money traded.

import { type AmihudState, amihudOf, clearAmihud, initAmihud, stepAmihud } from '../../flow/amihud.js';
import { type MidBarState, addToMidBar, clearMidBar, initMidBar, stepMidBar } from '../../flow/mid-bar.js';
import { inUnits } from '../../market/units.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import { BAR_OPTIONS } from './kyle.js';
import { rowMid2 } from './row-mid.js';
import { countSetting, spanSetting } from './settings.js';
import { spanName } from './spans.js';

interface State {
  readonly tick: number;
  readonly step: number;
  readonly bar: MidBarState;
  readonly amihud: AmihudState;
}

const operator = (barUs: number, window: number): FeatureOperator<State> => ({
  columns: [
    {
      name: 'amihud',
      unit: 'score',
      about: `Mean of |mid return| by money traded over the last ${window} bars of ${spanName(barUs)} with trades; a quote unit.`,
    },
  ],
  levels: 0,
  init: ({ tick, step }) => ({ tick, step, bar: initMidBar(barUs), amihud: initAmihud(window) }),
  onTrade: ({ bar }, trade) => addToMidBar(bar, trade),
  onRow: ({ tick, step, bar, amihud }, moment, out) => {
    if (stepMidBar(bar, moment.timeUs, rowMid2(moment))) {
      const change = (bar.closedMid2 - bar.closedStartMid2) / bar.closedStartMid2;
      stepAmihud(amihud, change, inUnits(inUnits(bar.closedTickLots, step), tick));
    }
    out.push(amihudOf(amihud));
  },
  onBreak: ({ bar, amihud }) => {
    clearMidBar(bar);
    clearAmihud(amihud);
  },
});

export const amihud: FeatureKind = {
  name: 'amihud',
  about: 'illiquidity: mean of |return| by money traded',
  source: 'Amihud 2002',
  options: BAR_OPTIONS,
  build: (settings) =>
    bindFeature(operator(spanSetting(settings, 'bar'), countSetting(settings, 'window', { max: 100_000 }))),
};
