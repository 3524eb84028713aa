// `v13 capture` killed at random moments, start after start in one folder, with and without a loss of power: every finished
// segment is whole, only the end of each session is missing, nothing is there twice. `npm run soak -- kill [--quick]
// [--resume] [--kills N] [--seed N] [--folder N] [--jobs N] [--state FILE]`.

import { cpus } from 'node:os';
import { readKillOptions } from './support/kill-options.js';
import { prepareProgram } from './support/kill-process.js';
import { runKills } from './support/kill-run.js';
import { killFailures, killTable } from './support/kill-table.js';

async function main(): Promise<number> {
  const options = readKillOptions(process.argv.slice(2));
  const removeProgram = prepareProgram();
  const startMs = performance.now();
  const outcomes = await runKills(options, (text) => void process.stderr.write(`${text}\n`));
  removeProgram();
  const tookS = ((performance.now() - startMs) / 1_000).toFixed(0);
  const machine = `Node ${process.version}, ${process.arch}, ${cpus().length} cores`;
  const kills = options.folders.reduce((sum, one) => sum + one, 0);
  const passed = `${options.quick ? '--quick ' : ''}--kills ${kills} --seed ${options.seed}`;
  const failures = killFailures(outcomes, passed);
  const lines = [
    `kill: seed ${options.seed}, ${outcomes.length} folders, ${options.jobs} at a time, ${tookS} s, ${machine}`,
    '',
    ...killTable(outcomes),
    '',
    failures.length === 0 ? 'PASS: finished segments whole, only ends missing, nothing twice' : 'FAIL',
    ...failures,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = await main();
