// What the kill soak is asked to do: `--quick`, `--resume`, `--kills N`, `--seed N`, `--folder N`, `--jobs N`, `--state FILE`.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SEED } from './arguments.js';

export interface KillOptions {
  readonly quick: boolean;
  /** Folders of an interrupted run that passed are not run again. */
  readonly resume: boolean;
  readonly stateFile: string;
  readonly seed: number;
  /** Kills in each data folder, one number a folder. */
  readonly folders: readonly number[];
  /** Run this folder only; null for all. */
  readonly only: number | null;
  /** Folders at a time. */
  readonly jobs: number;
}

const KILLS = 200;
const QUICK_KILLS = 6;
/** An interrupted run goes on behind the last folder that is done. */
const KILLS_A_FOLDER = 50;
const QUICK_KILLS_A_FOLDER = 3;
const JOBS = 2;

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} wants a whole number`);
  return Number(text);
}

/** 120 kills in folders of 50: 50, 50, 20. */
const split = (kills: number, most: number): number[] =>
  Array.from({ length: Math.ceil(kills / most) }, (_, i) => Math.min(most, kills - i * most));

export function readKillOptions(args: readonly string[]): KillOptions {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--quick' || arg === '--resume') flags.add(arg);
    else if (['--kills', '--seed', '--folder', '--jobs', '--state'].includes(arg)) values.set(arg, args[++i] ?? '');
    else throw new Error(`unknown option ${arg}`);
  }
  const numberOf = (name: string, usual: number): number => {
    const text = values.get(name);
    return text === undefined ? usual : wholeNumber(name, text);
  };
  const quick = flags.has('--quick');
  const folders = split(
    numberOf('--kills', quick ? QUICK_KILLS : KILLS),
    quick ? QUICK_KILLS_A_FOLDER : KILLS_A_FOLDER,
  );
  const only = values.has('--folder') ? numberOf('--folder', 0) : null;
  if (only !== null && only >= folders.length) throw new Error(`--folder ${only}: there are ${folders.length}`);
  return {
    ...{ quick, folders, only },
    resume: flags.has('--resume'),
    stateFile: values.get('--state') ?? join(tmpdir(), 'v13-soak-kill.ndjson'),
    seed: numberOf('--seed', DEFAULT_SEED),
    jobs: Math.max(1, numberOf('--jobs', JOBS)),
  };
}
