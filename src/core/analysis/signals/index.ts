// All signals that a study can judge, by name.

import type { ChainConfig } from '../../pipeline/config.js';
import { baselineSignals, divergenceSignals, primarySignals, queueSignals } from './chain-signals.js';
import { cvdSignals, ofiSignals, pivotSignals } from './feature-signals.js';
import type { StudySignal } from './study-signal.js';

/** Baselines always stand beside what is judged. */
export const studySignals = (chain: ChainConfig): StudySignal[] => [
  ...primarySignals(chain),
  ...ofiSignals(chain),
  ...cvdSignals(chain),
  ...divergenceSignals(),
  ...pivotSignals(),
  ...queueSignals(),
  ...baselineSignals(),
];
