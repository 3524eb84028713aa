// Where the configuration file lies: `--config FILE`, else V13_CONFIG, else ./v13.yaml.

import { resolvePath } from '../../platform/paths.js';

export interface ConfigPlace {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** From --config, or null. */
  readonly path: string | null;
}

/** The path to read and whether its absence is a fault (it was named). */
export function configPath({ cwd, variables, path }: ConfigPlace): { path: string; named: boolean } {
  const named = path ?? (variables['V13_CONFIG'] || null);
  return { path: resolvePath(cwd, named ?? 'v13.yaml'), named: named !== null };
}
