// The environment layer: V13_… variables, none of them unknown.

import { UsageError } from '../../platform/errors.js';
import { suggestion } from '../did-you-mean.js';
import { accept } from '../values/refuse.js';
import { parseKeyText } from './key.js';
import { OTHER_VARIABLES, VARIABLE_NAMES, findVariable } from './keys.js';
import type { Setting, Settings } from './layers.js';

/** Settings from the environment; an empty variable counts as absent. Throws UsageError on an unknown or bad one. */
export function environmentSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const settings: Record<string, Setting> = {};
  for (const [name, text] of Object.entries(variables)) {
    if (!name.startsWith('V13_') || text === undefined || text === '') continue;
    if (name in OTHER_VARIABLES) continue;
    const key = findVariable(name);
    if (key === undefined) {
      throw new UsageError(`unknown environment variable ${name}`, {
        code: 'V13_CONFIG_UNKNOWN',
        hint: suggestion(name, VARIABLE_NAMES) ?? 'v13 help config lists the variables',
        details: { variable: name },
      });
    }
    settings[key.key] = { value: accept(parseKeyText(key.type, text), name, text), origin: { kind: 'env', name } };
  }
  return settings;
}
