// How bars of equal volume get their size from the options of a feature.

import type { BarVolumeConfig } from '../../flow/bar-volume.js';
import { US_PER_SECOND } from '../../market/units.js';
import type { FeatureOption, FeatureScale, FeatureSettings } from '../feature.js';
import { numberSetting, spanSetting } from './settings.js';

/** In base units; lots come with the symbol. */
export interface BarVolumeChoice {
  readonly size: number;
  readonly share: number;
  readonly trailingUs: number;
}

export const BAR_VOLUME_OPTIONS: readonly FeatureOption[] = [
  { name: 'size', about: 'volume in base units; 0: a share of the trailing volume', kind: 'number', fallback: 0 },
  { name: 'share', about: 'share of the trailing volume, where no size is given', kind: 'number', fallback: 0.02 },
  { name: 'trailing', about: 'span of the trailing volume', kind: 'span', fallback: 60 * US_PER_SECOND },
];

/** Above anything ever traded; a bar counts whole lots, and those of any step stay numbers. */
const LARGEST_SIZE = 1e15;

export const barVolumeChoice = (settings: FeatureSettings): BarVolumeChoice => ({
  size: numberSetting(settings, 'size', { min: 0, max: LARGEST_SIZE }),
  share: numberSetting(settings, 'share', { above: 0, max: 1 }),
  trailingUs: spanSetting(settings, 'trailing', { min: 60 }),
});

export const barVolumeConfig = (
  { size, share, trailingUs }: BarVolumeChoice,
  { step }: FeatureScale,
): BarVolumeConfig => ({
  fixedLots: size / step,
  share,
  trailingUs,
});

/** For descriptions of columns. */
export const barVolumeText = ({ size, share }: BarVolumeChoice): string =>
  size > 0 ? `${size} base units` : `${share} of the trailing volume`;
