// Finding and reading the configuration: `--config FILE`, else V13_CONFIG, else ./v13.yaml, and the environment.

import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { UsageError } from '../../platform/errors.js';
import { environmentSettings } from './environment.js';
import type { ConfigLayers } from './layers.js';

export interface ConfigPlace {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** From --config, or null. */
  readonly path: string | null;
}

const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Text of a configuration file; null where it does not exist. A folder, or one that cannot be read, is refused. */
export function readConfigText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = errorCode(cause);
    if (code === 'ENOENT') return null;
    const reason = code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? 'unknown reason'})`;
    throw new UsageError(`configuration file ${path} ${reason}`, { code: 'V13_CONFIG_FILE', cause });
  }
}

/** Short name for messages: relative to the working directory where that is no detour. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

/** The path to read and whether its absence is a fault (it was named). */
export function configPath({ cwd, variables, path }: ConfigPlace): { path: string; named: boolean } {
  const named = path ?? (variables['V13_CONFIG'] || null);
  return { path: resolve(cwd, named ?? 'v13.yaml'), named: named !== null };
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
    hint: first.hint,
    details: { path: shown, problems },
  });
}
