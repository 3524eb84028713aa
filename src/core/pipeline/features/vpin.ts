// Feature `vpin`: how one-sided the last buckets of equal volume were.

import { type BarVolume, clearBarVolume, initBarVolume, stepBarVolume } from '../../flow/bar-volume.js';
import { type VpinState, clearVpin, initVpin, stepVpin, vpinOf } from '../../flow/vpin.js';
import { type FeatureKind, type FeatureOperator, bindFeature } from '../feature.js';
import {
  BAR_VOLUME_OPTIONS,
  type BarVolumeChoice,
  barVolumeChoice,
  barVolumeConfig,
  barVolumeText,
} from './bar-volume-options.js';
import { countSetting } from './settings.js';

interface State {
  readonly volume: BarVolume;
  readonly vpin: VpinState;
}

const operator = (choice: BarVolumeChoice, buckets: number): FeatureOperator<State> => ({
  columns: [
    {
      name: 'vpin',
      unit: 'ratio',
      about: `Mean one-sidedness of the last ${buckets} buckets of ${barVolumeText(choice)}.`,
    },
    { name: 'vpin_buckets', unit: 'count', about: `Buckets filled, up to the ${buckets} that a value needs.` },
  ],
  levels: 0,
  init: (scale) => ({ volume: initBarVolume(barVolumeConfig(choice, scale)), vpin: initVpin(buckets) }),
  onTrade: ({ volume, vpin }, trade) => {
    const lots = stepBarVolume(volume, trade.lots, trade.timeUs);
    if (lots !== null) stepVpin(vpin, trade, lots);
  },
  onRow: ({ vpin }, _, out) => {
    out.push(vpinOf(vpin), vpin.filled);
  },
  onBreak: ({ volume, vpin }) => {
    clearBarVolume(volume);
    clearVpin(vpin);
  },
});

export const vpin: FeatureKind = {
  name: 'vpin',
  about: 'volume-synchronised share of one-sided flow (VPIN), on exact taker sides',
  source: 'Easley, López de Prado, O’Hara 2012',
  options: [
    ...BAR_VOLUME_OPTIONS,
    { name: 'window', about: 'buckets that a value is made of', kind: 'count', fallback: 50 },
  ],
  build: (settings) =>
    bindFeature(operator(barVolumeChoice(settings), countSetting(settings, 'window', { max: 100_000 }))),
};
