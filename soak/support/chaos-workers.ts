// Threads that run scenarios: each has its own clocks, sockets and servers, so that one busy scenario does not hold up the others.

import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import type { ChaosJudgement } from './chaos-check.js';
import type { ChaosKind } from './chaos-plan.js';

interface Wish {
  readonly id: number;
  readonly kind: ChaosKind;
  readonly seed: number;
}

interface Answer {
  readonly id: number;
  readonly judgement: ChaosJudgement | null;
  readonly failure: string | null;
}

export type RunScenario = (kind: ChaosKind, seed: number) => Promise<ChaosJudgement>;

export interface ChaosWorkers {
  readonly run: RunScenario;
  close(): Promise<void>;
}

/** In a thread: answers what the main thread asks. False in the main thread. */
export function serveScenarios(run: RunScenario): boolean {
  if (isMainThread || parentPort === null) return false;
  const port = parentPort;
  port.on('message', ({ id, kind, seed }: Wish) => {
    const answer = (judgement: ChaosJudgement | null, failure: string | null): void =>
      port.postMessage({ id, judgement, failure } satisfies Answer);
    run(kind, seed).then(
      (judgement) => answer(judgement, null),
      (error: unknown) => answer(null, error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  });
  return true;
}

interface Waiting {
  resolve(judgement: ChaosJudgement): void;
  reject(error: Error): void;
}

/** Starts `count` threads of this very program; scenarios go to each in turn. */
export function startWorkers(url: URL, count: number): ChaosWorkers {
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: count }, () => new Worker(url));
  let id = 0;
  for (const worker of workers) {
    worker.on('message', ({ id: of, judgement, failure }: Answer) => {
      const one = waiting.get(of);
      waiting.delete(of);
      if (judgement === null) one?.reject(new Error(failure ?? 'no judgement'));
      else one?.resolve(judgement);
    });
    worker.on('error', (error) => {
      for (const one of waiting.values()) one.reject(error instanceof Error ? error : new Error(String(error)));
    });
  }
  return {
    run: (kind, seed) =>
      new Promise((resolve, reject) => {
        waiting.set(++id, { resolve, reject });
        workers[id % count]?.postMessage({ id, kind, seed } satisfies Wish);
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
