// What the chaos soak is asked to do: `--quick`, `--resume`, `--state FILE`, `--fault KIND`, `--seeds N`, `--seed N`, `--jobs N`.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHAOS_KINDS, type ChaosKind } from './chaos-plan.js';

export interface ChaosOptions {
  readonly quick: boolean;
  readonly resume: boolean;
  readonly stateFile: string;
  readonly kinds: readonly ChaosKind[];
  readonly seeds: readonly number[];
  /** Scenarios at a time. */
  readonly jobs: number;
}

/** Those whose scenarios are short, one of each sort. */
const QUICK_KINDS: readonly ChaosKind[] = [
  'none',
  'drop-depth',
  'drop-trades',
  'close',
  'hole-unhealable',
  'roll-over',
];
const SEEDS = 20;
const JOBS = 5;

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} wants a whole number from 1 on`);
  return Number(text);
}

function kindOf(text: string): ChaosKind {
  const kind = CHAOS_KINDS.find((one) => one === text);
  if (kind === undefined) throw new Error(`--fault ${text}: there are ${CHAOS_KINDS.join(', ')}`);
  return kind;
}

export function readChaosOptions(args: readonly string[]): ChaosOptions {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--quick' || arg === '--resume') flags.add(arg);
    else if (['--state', '--fault', '--seeds', '--seed', '--jobs'].includes(arg)) values.set(arg, args[++i] ?? '');
    else throw new Error(`unknown option ${arg}`);
  }
  const numberOf = (name: string, usual: number): number => {
    const text = values.get(name);
    return text === undefined ? usual : wholeNumber(name, text);
  };
  const quick = flags.has('--quick');
  const fault = values.get('--fault');
  const count = numberOf('--seeds', quick ? 1 : SEEDS);
  const seeds = Array.from({ length: count }, (_, i) => i + 1);
  return {
    quick,
    resume: flags.has('--resume'),
    stateFile: values.get('--state') ?? join(tmpdir(), 'v13-soak-chaos.ndjson'),
    kinds: fault === undefined ? (quick ? QUICK_KINDS : CHAOS_KINDS) : fault.split(',').map(kindOf),
    seeds: values.has('--seed') ? [numberOf('--seed', 1)] : seeds,
    jobs: numberOf('--jobs', JOBS),
  };
}
