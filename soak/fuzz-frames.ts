// A million damaged frames through the normaliser and through an independent reference: whatever one accepts the other must
// accept with the same numbers. `npm run soak -- fuzz-frames [--quick] [--resume] [--seed N] [--count N] [--case N]`.

import { readOptions } from './support/arguments.js';
import { frameSoak } from './support/fuzz-frames.js';
import { exitCodeOf, reportLines } from './support/report.js';
import { runSoak } from './support/run.js';

const options = readOptions('fuzz-frames', process.argv.slice(2));
const soak = frameSoak(options);
const result = await runSoak(soak, options);
process.stdout.write(`${reportLines(soak, options, result).join('\n')}\n`);
process.exitCode = exitCodeOf(result);
