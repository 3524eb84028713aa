// Feature `volume_bars`: the last bar of equal volume.

import { type BarVolume, clearBarVolume, initBarVolume, stepBarVolume } from '../../flow/bar-volume.js';
import { type VolumeBarState, clearVolumeBar, initVolumeBar, stepVolumeBar } from '../../flow/volume-bar.js';
import { inUnits } from '../../market/units.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import {
  BAR_VOLUME_OPTIONS,
  type BarVolumeChoice,
  barVolumeChoice,
  barVolumeConfig,
  barVolumeText,
} from './bar-volume-options.js';

interface State {
  readonly tick: number;
  readonly volume: BarVolume;
  readonly bars: VolumeBarState;
  /** Bars are being filled: their size is known. */
  started: boolean;
  /** The row began after that. */
  rowIsWhole: boolean;
  closedInRow: number;
}

const columnsOf = (choice: BarVolumeChoice): FeatureColumn[] => [
  { name: 'vbar_open', unit: 'price', about: `First price of the last closed bar of ${barVolumeText(choice)}.` },
  { name: 'vbar_high', unit: 'price', about: 'Highest price of that bar.' },
  { name: 'vbar_low', unit: 'price', about: 'Lowest price of that bar.' },
  { name: 'vbar_close', unit: 'price', about: 'Last price of that bar.' },
  { name: 'vbar_buy_share', unit: 'ratio', about: 'Share of its volume whose taker bought.' },
  { name: 'vbar_duration_us', unit: 'us', about: 'From its first trade to its last; 0 where one trade filled it.' },
  { name: 'vbar_closed', unit: 'count', about: 'Bars closed in the row.' },
];

function pushBar({ bars, tick }: State, out: (number | null)[]): void {
  if (bars.closed === 0) {
    out.push(null, null, null, null, null, null);
    return;
  }
  const { last } = bars;
  out.push(inUnits(last.openTicks, tick), inUnits(last.highTicks, tick));
  out.push(inUnits(last.lowTicks, tick), inUnits(last.closeTicks, tick));
  out.push(last.buyLots / last.sizeLots, last.closeUs - last.openUs);
}

const operator = (choice: BarVolumeChoice): FeatureOperator<State> => ({
  columns: columnsOf(choice),
  levels: 0,
  init: (scale) => ({
    tick: scale.tick,
    volume: initBarVolume(barVolumeConfig(choice, scale)),
    bars: initVolumeBar(),
    started: false,
    rowIsWhole: false,
    closedInRow: 0,
  }),
  onTrade: (state, trade) => {
    const lots = stepBarVolume(state.volume, trade.lots, trade.timeUs);
    if (lots === null) return;
    state.started = true;
    state.closedInRow += stepVolumeBar(state.bars, trade, lots);
  },
  onRow: (state, _, out) => {
    pushBar(state, out);
    out.push(state.rowIsWhole ? state.closedInRow : null);
    state.closedInRow = 0;
    state.rowIsWhole = state.started;
  },
  onBreak: (state) => {
    clearBarVolume(state.volume);
    clearVolumeBar(state.bars);
    state.started = false;
    state.rowIsWhole = false;
    state.closedInRow = 0;
  },
});

export const volumeBars: FeatureKind = {
  name: 'volume_bars',
  about: 'the last closed bar of equal volume',
  source: 'trades split at the edges of bars',
  options: BAR_VOLUME_OPTIONS,
  build: (settings) => bindFeature(operator(barVolumeChoice(settings))),
};
