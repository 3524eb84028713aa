// All scenarios, a few at a time; what is done stands in a file, so that an interrupted run goes on.

import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import type { ChaosFigures, ChaosJudgement } from './chaos-check.js';
import type { ChaosOptions } from './chaos-options.js';
import type { ChaosKind } from './chaos-plan.js';

export interface ChaosOutcome {
  readonly kind: ChaosKind;
  readonly seed: number;
  /** Null where the scenario did not come to a judgement. */
  readonly figures: ChaosFigures | null;
  readonly problems: readonly string[];
}

/** A scenario that takes longer hangs. */
const LIMIT_MS = 180_000;

/** Outcomes of an earlier run that passed; failed ones are tried again. */
function earlier({ resume, stateFile }: ChaosOptions): ChaosOutcome[] {
  if (!resume) {
    rmSync(stateFile, { force: true });
    return [];
  }
  try {
    const lines = readFileSync(stateFile, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as ChaosOutcome).filter(({ problems }) => problems.length === 0);
  } catch {
    return [];
  }
}

async function attempt(
  kind: ChaosKind,
  seed: number,
  run: (kind: ChaosKind, seed: number) => Promise<ChaosJudgement>,
): Promise<ChaosOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ChaosJudgement>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it has not ended after ${LIMIT_MS / 1_000} s`)), LIMIT_MS);
  });
  try {
    const { figures, problems } = await Promise.race([run(kind, seed), late]);
    return { kind, seed, figures, problems };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind, seed, figures: null, problems: [text] };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs what is wanted and gives all outcomes, by kind and seed. */
export async function runAll(
  options: ChaosOptions,
  run: (kind: ChaosKind, seed: number) => Promise<ChaosJudgement>,
  tell: (outcome: ChaosOutcome, done: number, of: number) => void,
): Promise<ChaosOutcome[]> {
  const wanted = options.seeds.flatMap((seed) => options.kinds.map((kind) => ({ kind, seed })));
  const known = earlier(options).filter((one) =>
    wanted.some(({ kind, seed }) => kind === one.kind && seed === one.seed),
  );
  const outcomes = [...known];
  const queue = wanted.filter(({ kind, seed }) => !known.some((one) => one.kind === kind && one.seed === seed));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const outcome = await attempt(next.kind, next.seed, run);
      outcomes.push(outcome);
      appendFileSync(options.stateFile, `${JSON.stringify(outcome)}\n`);
      tell(outcome, outcomes.length, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  const place = new Map(options.kinds.map((kind, i) => [kind, i]));
  return outcomes.sort((a, b) => (place.get(a.kind) ?? 0) - (place.get(b.kind) ?? 0) || a.seed - b.seed);
}
