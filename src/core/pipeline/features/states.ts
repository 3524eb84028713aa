// Feature `states`: signals that are entered and left instead of flickering.

import { type SignalState, clearSignalState, initSignalState, stepSignalState } from '../../signal/signal-state.js';
import { type FeatureColumn, type FeatureKind, bindFeature } from '../feature.js';
import { numberSetting, spanSetting } from './settings.js';

const INPUTS = [
  ['ofi_state', 'ofi_z', 'ofiZ'],
  ['cvd_state', 'cvd_z', 'cvdZ'],
  ['fusion_state', 'fusion', 'fusion'],
] as const;

const COLUMNS = INPUTS.map(([name, input]): FeatureColumn => ({
  name,
  unit: 'code',
  about: `State of ${input}: 1 long, -1 short, 0 none.`,
}));

export const states: FeatureKind = {
  name: 'states',
  about: 'signal states of ofi_z, cvd_z and fusion with hysteresis, least duration and cool-down',
  source: 'Schmitt 1938 (two thresholds); of this project',
  options: [
    { name: 'enter', about: 'value beyond which a state is entered', kind: 'number', fallback: 2 },
    { name: 'exit', about: 'value at which it is left', kind: 'number', fallback: 1 },
    { name: 'min_persist', about: 'how long the value must stay beyond enter', kind: 'span', fallback: 0 },
    { name: 'cool_down', about: 'pause after a state before the next', kind: 'span', fallback: 0 },
  ],
  build: (settings) => {
    const enter = numberSetting(settings, 'enter', { above: 0 });
    const exit = numberSetting(settings, 'exit', { min: 0, max: enter });
    const minPersistUs = spanSetting(settings, 'min_persist', { min: 0 });
    const coolDownUs = spanSetting(settings, 'cool_down', { min: 0 });
    return bindFeature<SignalState[]>({
      columns: COLUMNS,
      levels: 0,
      init: () => INPUTS.map(() => initSignalState({ enter, exit, minPersistUs, coolDownUs })),
      onRow: (list, { row, timeUs }, out) =>
        list.forEach((state, k) => out.push(stepSignalState(state, timeUs, row[INPUTS[k]?.[2] ?? 'fusion']))),
      onBreak: (list) => list.forEach(clearSignalState),
    });
  },
};
