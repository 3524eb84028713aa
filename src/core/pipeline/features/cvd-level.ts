// Feature `cvd_level`: the z-score of the running sum of signed taker volume, as the original design judges it.

import { type RollingZState, clearRollingZ, initRollingZ, stepRollingZ } from '../../stats/rolling-z.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { WINDOW_OPTION, zOver } from './flow-operator.js';
import { windowSetting } from './settings.js';

export const cvdLevel: FeatureKind = {
  name: 'cvd_level',
  about: 'z-score of the running sum of signed taker volume: a detector of drift',
  source: 'the original design',
  options: [WINDOW_OPTION],
  build: (settings) => {
    const window = windowSetting(settings);
    return bindFeature<RollingZState>({
      columns: [
        { name: 'cvd_level_z', unit: 'z', about: `Rolling z-score of cvd against the ${window} rows before it.` },
      ],
      levels: 0,
      init: () => initRollingZ(zOver(window)),
      onRow: (state, { row }, out) => out.push(row.cvd === null ? null : stepRollingZ(state, row.cvd)),
      onBreak: clearRollingZ,
    });
  },
};
