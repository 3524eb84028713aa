// What an emulator will do, filled in and checked before anything is opened.

import type { EmulatedSource } from '../../assembly/emulate.js';
import type { Input } from '../../cli/command.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { joinSymbols } from '../../cli/values/symbol.js';
import { CHAOS_KINDS, type ChaosWish } from '../../exchange/emulator/chaos-script.js';
import { EXCHANGE_LIMITS, type EmulatorOptions } from '../../exchange/emulator/emulator.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import type { emulateOptions } from './options.js';

type Given = Input<typeof emulateOptions>['options'];

export interface EmulatePlan {
  readonly source: EmulatedSource;
  readonly server: Omit<EmulatorOptions, 'source'>;
  /** Faults to be drawn once the symbols are known; null for none. */
  readonly chaos: Omit<ChaosWish, 'symbols'> | null;
  /** µs; null until it is interrupted. */
  readonly durationUs: number | null;
}

function refuse(message: string, hint: string): never {
  throw new UsageError(message, { code: 'V13_EMULATE_CONFLICT', hint });
}

const DEFAULT_SEED = 7;
const DEFAULT_RATE = 1_000;

function sourceOf(given: Given, env: PlanEnv): EmulatedSource {
  const { feed, seed, symbols, loop } = given;
  const wanted = joinSymbols(given.symbol);
  if (feed.length > 0) {
    if (seed !== null || symbols !== null)
      refuse('--feed plays a recording, --seed and --symbols do not', 'choose one');
    if (given.activity !== null) refuse('--activity is for the synthetic market', 'use --speed for a recording');
    const paths = feed.map((path) => resolvePath(env.cwd, path));
    return { kind: 'recording', paths, symbols: wanted, loop };
  }
  if (loop) refuse('--loop needs a recording', 'add --feed FILE');
  if (symbols !== null) {
    if (wanted.length > 0) refuse('--symbols makes its own symbols', 'leave out --symbol');
    return { kind: 'load', symbols, rate: given.rate ?? DEFAULT_RATE, seed: seed ?? DEFAULT_SEED };
  }
  if (given.rate !== null) refuse('--rate is for --symbols', 'add --symbols N, or use --activity');
  if (seed === null) refuse('nothing to emulate', 'give a recording (--feed FILE), a seed (--seed 7) or --symbols N');
  const names = wanted.length === 0 ? ['ETHUSDT'] : wanted;
  return { kind: 'synthetic', seed, symbols: names, activity: given.activity ?? 1 };
}

function chaosOf(given: Given): EmulatePlan['chaos'] {
  const kinds = given.chaosKinds.flat();
  if (given.chaos === null) {
    if (kinds.length > 0 || given.chaosEvery !== null || given.chaosCount !== null) {
      refuse('the faults are drawn by --chaos', 'add --chaos SEED');
    }
    return null;
  }
  return {
    seed: given.chaos,
    kinds: kinds.length === 0 ? CHAOS_KINDS : [...new Set(kinds)],
    everyUs: given.chaosEvery ?? 10_000_000,
    count: given.chaosCount ?? 100,
  };
}

export function planEmulate({ options: given }: Input<typeof emulateOptions>, env: PlanEnv): EmulatePlan {
  const scale = given.timeScale ?? 1;
  const maxAgeMs = given.maxAge === null ? EXCHANGE_LIMITS.maxAgeMs : given.maxAge / 1_000;
  if ((given.snapshotLag ?? 0) > 0 && (given.snapshotLead ?? 0) > 0) {
    refuse('a snapshot cannot both lag and lead', 'choose --snapshot-lag or --snapshot-lead');
  }
  return {
    source: sourceOf(given, env),
    server: {
      port: given.port ?? 0,
      speed: given.speed ?? 1,
      start: given.atOnce ? 'at-once' : 'subscribed',
      leadUs: given.snapshotLead ?? 0,
      snapshotLagMs: (given.snapshotLag ?? 0) / 1_000,
      fields: given.fields ?? 'full',
      weightLimit: given.weightLimit ?? EXCHANGE_LIMITS.weightLimit,
      pingEveryMs: EXCHANGE_LIMITS.pingEveryMs / scale,
      pongWithinMs: EXCHANGE_LIMITS.pongWithinMs / scale,
      maxAgeMs: maxAgeMs / scale,
      faults: given.fault,
      truth: given.truth === null ? null : { path: resolvePath(env.cwd, given.truth) },
      truthBooks: given.truthBooks ?? 'second',
    },
    chaos: chaosOf(given),
    durationUs: given.duration,
  };
}
