// Finding and reading the configuration: `--config FILE`, else V13_CONFIG, else ./v13.yaml, and the environment.

import { UsageError } from '../../platform/errors.js';
import { shownPath } from '../../platform/paths.js';
import { readTextFile } from '../../platform/text-file.js';
import { environmentSettings } from './environment.js';
import type { ConfigLayers } from './layers.js';
import { type ConfigPlace, configPath } from './path.js';

/** Text of a configuration file; null where it does not exist. A folder, or one that cannot be read, is refused. */
export function readConfigText(path: string): string | null {
  const file = readTextFile(path);
  if (file.kind === 'text') return file.text;
  if (file.kind === 'missing') return null;
  const { reason, cause } = file;
  throw new UsageError(`configuration file ${path} ${reason}`, { code: 'V13_CONFIG_FILE', cause });
}

/** One fault is told here; of several it is said where all of them are. */
function faultHint(hint: string | undefined, count: number, file: string | null): string | undefined {
  if (count <= 1) return hint;
  const all = `${count} faults in all, see \`v13 config check${file === null ? '' : ` ${file}`}\``;
  return hint === undefined ? all : `${hint}; ${all}`;
}

/** Reads and checks file and environment. Throws UsageError at the first fault: `v13.yaml:3:5: unknown key …`. */
export async function loadConfig(place: ConfigPlace): Promise<ConfigLayers> {
  const env = environmentSettings(place.variables);
  const { path, named } = configPath(place);
  const text = readConfigText(path);
  if (text === null) {
    if (!named) return { path: null, file: {}, env };
    throw new UsageError(`configuration file ${path} does not exist`, { code: 'V13_CONFIG_FILE' });
  }
  const shown = shownPath(path, place.cwd);
  // Loaded only now: most calls have no file, and the YAML reader is the largest part of the frame.
  const { parseConfigFile } = await import('./file.js');
  const { settings, problems } = parseConfigFile(text, shown);
  const [first] = problems;
  if (first === undefined) return { path, file: settings, env };
  throw new UsageError(`${shown}:${first.line}:${first.column}: ${first.message}`, {
    code: first.code,
    hint: faultHint(first.hint, problems.length, named ? shown : null),
    details: { path: shown, problems },
  });
}

/** As loadConfig, but a faulty configuration is none, with its fault in words; the variables count if they are right. */
export async function loadSoundConfig(place: ConfigPlace): Promise<ConfigLayers> {
  try {
    return await loadConfig(place);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    return { path: null, file: {}, env: soundVariables(place), fault: thrown.message };
  }
}

function soundVariables({ variables }: ConfigPlace): ConfigLayers['env'] {
  try {
    return environmentSettings(variables);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    return {};
  }
}
