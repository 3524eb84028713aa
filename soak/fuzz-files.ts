// Ten thousand damaged files, replayed: each ends in a result or in an error of kind data with a code, within seconds, and
// no number is accepted that does not stand in the file. `npm run soak -- fuzz-files [--quick] [--resume] [--seed N] …`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './support/arguments.js';
import { fileSoak } from './support/fuzz-files.js';
import { exitCodeOf, reportLines } from './support/report.js';
import { runSoak } from './support/run.js';

const options = readOptions('fuzz-files', process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'v13-fuzz-files-'));
const stray: string[] = [];
process.on('unhandledRejection', (reason) => stray.push(`unhandled rejection: ${String(reason)}`));

const soak = fileSoak(options, folder);
const result = await runSoak(soak, options);
const all = { ...result, failures: [...result.failures, ...stray] };
process.stdout.write(`${reportLines(soak, options, all).join('\n')}\n`);
if (all.failures.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = exitCodeOf(all);
