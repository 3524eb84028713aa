// Feature `robust_z`: both flows in units of the median absolute deviation.

import { clearMadZ, initMadZ, stepMadZ } from '../../stats/mad-z.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { WINDOW_OPTION, zOver } from './flow-operator.js';
import { flowScores } from './flow-scores.js';
import { windowSetting } from './settings.js';

export const robustZ: FeatureKind = {
  name: 'robust_z',
  about: 'distance of both flows from their median, in median absolute deviations',
  source: 'Hampel 1974',
  options: [WINDOW_OPTION],
  build: (settings) => {
    const window = windowSetting(settings);
    return bindFeature(
      flowScores({
        name: 'mad_z',
        about: `MAD z-score against the ${window} rows before it`,
        init: () => initMadZ(zOver(window)),
        step: stepMadZ,
        clear: clearMadZ,
      }),
    );
  },
};
