// Every fault of the emulator against a capture, twenty seeds each: nothing is lost silently, every gap is named by its ids,
// books are the emulator's, and the live digest is that of a replay. `npm run soak -- chaos [--quick] [--resume]
// [--fault KIND] [--seeds N | --seed N] [--jobs N] [--state FILE]`.

import { cpus } from 'node:os';
import { readChaosOptions } from './support/chaos-options.js';
import { type ChaosOutcome, runAll } from './support/chaos-pool.js';
import { tryChaos } from './support/chaos-scenario.js';
import { chaosFailures, chaosTable } from './support/chaos-table.js';
import { serveScenarios, startWorkers } from './support/chaos-workers.js';

const THREADS = 2;

const tell = ({ kind, seed, problems }: ChaosOutcome, done: number, of: number): void => {
  const verdict = problems.length === 0 ? 'ok' : `FAIL: ${problems[0] ?? ''}`;
  process.stderr.write(`${done}/${of} ${kind} seed ${seed}: ${verdict}\n`);
};

async function main(): Promise<number> {
  const options = readChaosOptions(process.argv.slice(2));
  const stray: string[] = [];
  process.on('unhandledRejection', (reason) => stray.push(`unhandled rejection: ${String(reason)}`));
  const workers = startWorkers(new URL(import.meta.url), Math.min(THREADS, options.jobs));
  const startMs = performance.now();
  const outcomes = await runAll(options, workers.run, tell);
  await workers.close();
  const failures = [...chaosFailures(outcomes), ...stray];
  const tookS = ((performance.now() - startMs) / 1_000).toFixed(0);
  const machine = `Node ${process.version}, ${process.arch}, ${cpus().length} cores`;
  const lines = [
    `chaos: ${outcomes.length} scenarios, ${options.seeds.length} seeds, ${options.jobs} at a time, ${tookS} s, ${machine}`,
    '',
    ...chaosTable(outcomes),
    '',
    failures.length === 0 ? 'PASS: nothing lost silently, no book wrong, live = replay everywhere' : 'FAIL',
    ...failures,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failures.length === 0 ? 0 : 1;
}

if (!serveScenarios(tryChaos)) process.exitCode = await main();
