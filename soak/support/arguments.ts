// What a soak is asked to do: `--quick`, `--resume`, `--state FILE`, `--seed N`, `--count N`, `--case N`.

import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SoakOptions {
  /** Seconds instead of minutes. */
  readonly quick: boolean;
  /** Go on where an interrupted run of the same seed and count stopped. */
  readonly resume: boolean;
  readonly stateFile: string;
  readonly seed: number;
  /** How many things to try; null for the soak's own number. */
  readonly count: number | null;
  /** Try one case only, as a failure names it. */
  readonly only: number | null;
}

export const DEFAULT_SEED = 13;

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new Error(`${name} wants a whole number`);
  return Number(text);
}

export function readOptions(name: string, args: readonly string[]): SoakOptions {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--quick' || arg === '--resume') flags.add(arg);
    else if (['--state', '--seed', '--count', '--case'].includes(arg)) values.set(arg, args[++i] ?? '');
    else throw new Error(`unknown option ${arg}`);
  }
  const numberOf = (key: string): number | null => (values.has(key) ? wholeNumber(key, values.get(key)) : null);
  return {
    quick: flags.has('--quick'),
    resume: flags.has('--resume'),
    stateFile: values.get('--state') ?? join(tmpdir(), `v13-soak-${name}.json`),
    seed: numberOf('--seed') ?? DEFAULT_SEED,
    count: numberOf('--count'),
    only: numberOf('--case'),
  };
}
