// All faults of a configuration at once, for `v13 config check`: file, variables, and rules between keys.

import { UsageError, V13Error } from '../../platform/errors.js';
import { environmentSettings } from './environment.js';
import type { Settings } from './layers.js';
import { readConfigText } from './load.js';
import { resolveChain } from './resolve.js';

export interface ConfigProblem {
  readonly code: string;
  /** Position in the file, 1-based; null for faults elsewhere. */
  readonly line: number | null;
  readonly column: number | null;
  /** The whole line for people: `v13.yaml:3:5: unknown key …; did you mean …?` */
  readonly text: string;
}

export interface CheckTarget {
  readonly path: string;
  /** How messages call it. */
  readonly shown: string;
  /** Whether the user named it: then its absence is a fault. */
  readonly named: boolean;
}

const withHint = (message: string, hint: string | null | undefined) => (hint ? `${message}; ${hint}` : message);

function thrownProblem(thrown: unknown): ConfigProblem {
  if (!(thrown instanceof V13Error)) throw thrown;
  return { code: thrown.code, line: null, column: null, text: withHint(thrown.message, thrown.hint) };
}

function attempt<Result>(work: () => Result, problems: ConfigProblem[]): Result | null {
  try {
    return work();
  } catch (thrown) {
    problems.push(thrownProblem(thrown));
    return null;
  }
}

/** Never throws on a faulty configuration; throws UsageError where the named file is absent. */
export async function checkConfig(
  { path, shown, named }: CheckTarget,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<{ exists: boolean; problems: readonly ConfigProblem[] }> {
  const text = readConfigText(path);
  if (text === null && named) {
    throw new UsageError(`configuration file ${path} does not exist`, { code: 'V13_CONFIG_FILE' });
  }
  const problems: ConfigProblem[] = [];
  let file: Settings = {};
  if (text !== null) {
    const { parseConfigFile } = await import('./file.js');
    const found = parseConfigFile(text, shown);
    file = found.settings;
    for (const { line, column, code, message, hint } of found.problems) {
      problems.push({ code, line, column, text: withHint(`${shown}:${line}:${column}: ${message}`, hint) });
    }
  }
  const env = attempt(() => environmentSettings(variables), problems) ?? {};
  if (problems.length === 0) attempt(() => resolveChain({ flags: {}, config: { path, file, env } }), problems);
  return { exists: text !== null, problems };
}
