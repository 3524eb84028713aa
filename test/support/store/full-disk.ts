// Program of a test: writes into a folder while the system refuses files above a size, then recovers what is there.

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkSeal } from '../../../src/store/check-seal.js';
import { recoverSegments } from '../../../src/store/recovery.js';
import { openSegmentWriter } from '../../../src/store/segment-writer.js';
import { START_US, dayFolder, headLine, trades, writerOptions } from '../../store/lines.js';

const [, , folder = ''] = process.argv;
const LIMIT = 300_000;

const writer = await openSegmentWriter(writerOptions(folder));
process.on('SIGXFSZ', () => undefined);
execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${LIMIT}:`]);
writer.append(Buffer.from(headLine(START_US, 0)), 1);
for (let id = 1; writer.state().failed === null; id += 100) {
  writer.append(trades(id, 100), 100);
  await new Promise(setImmediate);
}
const { failed } = writer.state();
const [name = ''] = readdirSync(dayFolder(folder));
const onDisk = statSync(join(dayFolder(folder), name)).size;
execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited:']);
const { segments } = await recoverSegments({ dataFolder: folder, nowUs: START_US });
const { path = '', outcome } = segments[0] ?? {};
const { verdict } = await checkSeal(path ?? '');
const recovered = { outcome, verdict };
const written = failed?.details['writtenBytes'];
process.stdout.write(`${JSON.stringify({ failed: failed?.code, written, onDisk, recovered })}\n`);
