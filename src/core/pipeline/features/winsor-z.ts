// Feature `winsor_z`: z-scores of both flows with outliers pulled in to limits known before.

import { clearWinsorZ, initWinsorZ, stepWinsorZ } from '../../stats/winsor-z.js';
import { type FeatureKind, bindFeature } from '../feature.js';
import { WINDOW_OPTION, zOver } from './flow-operator.js';
import { flowScores } from './flow-scores.js';
import { numberSetting, windowSetting } from './settings.js';

export const winsorZ: FeatureKind = {
  name: 'winsor_z',
  about: 'z-scores of both flows, outliers pulled in to limits from the past only',
  source: 'Hastings, Mosteller, Tukey, Winsor 1947; limits as in Hampel 1974',
  options: [
    WINDOW_OPTION,
    {
      name: 'limit',
      about: 'half width of the limits, in scaled median absolute deviations',
      kind: 'number',
      fallback: 3,
    },
  ],
  build: (settings) => {
    const window = windowSetting(settings);
    const limit = numberSetting(settings, 'limit', { above: 0 });
    return bindFeature(
      flowScores({
        name: 'winsor_z',
        about: `Winsorised z-score (limits median ± ${limit} MAD) against the ${window} rows before it`,
        init: () => initWinsorZ({ z: zOver(window), limit }),
        step: stepWinsorZ,
        clear: clearWinsorZ,
      }),
    );
  },
};
