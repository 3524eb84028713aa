// What the files of a warehouse hold, as far as their paths say it.

import type { View } from '../../warehouse/views.js';

export interface QueryCoverage {
  /** By name of the view. */
  readonly files: Readonly<Record<string, number>>;
  /** Views without files. */
  readonly empty: readonly string[];
  /** In capitals: MAINNET, SYNTHETIC; empty where neither paths nor files say it. */
  readonly envs: readonly string[];
  readonly symbols: readonly string[];
  /** First and last day, `YYYY-MM-DD`; null where no path says it. */
  readonly days: readonly [first: string, last: string] | null;
}

/** Values of `name=…` in the paths, sorted. */
function valuesOf(name: string, paths: readonly string[]): string[] {
  const pattern = new RegExp(`[/\\\\]${name}=([^/\\\\]+)[/\\\\]`);
  const found = paths.flatMap((path) => {
    const text = pattern.exec(path)?.[1];
    return text === undefined ? [] : [decoded(text)];
  });
  return [...new Set(found)].sort();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function coverageOf(views: readonly Pick<View, 'name' | 'files' | 'envs'>[]): QueryCoverage {
  const paths = views.flatMap(({ files }) => files);
  const inPaths = valuesOf('env', paths).map((env) => env.toUpperCase());
  const days = valuesOf('date', paths);
  const [first] = days;
  const last = days.at(-1);
  return {
    files: Object.fromEntries(views.map(({ name, files }) => [name, files.length])),
    empty: views.filter(({ files }) => files.length === 0).map(({ name }) => name),
    envs: [...new Set([...inPaths, ...views.flatMap(({ envs }) => envs)])].sort(),
    symbols: valuesOf('symbol', paths),
    days: first === undefined || last === undefined ? null : [first, last],
  };
}
