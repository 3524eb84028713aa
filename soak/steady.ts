// A steady run under ten times the load of its market, with the gate that the original design set for thirty minutes, and
// the memory watched. `npm run soak -- steady [--quick] [--minutes N] [--symbols N] [--rate N] [--speed N]`.

import { readSteadyOptions, runSteady, steadyHolds, steadyLines } from './support/steady-run.js';

const options = readSteadyOptions(process.argv.slice(2));
const result = await runSteady(options);
process.stdout.write(`${steadyLines(options, result).join('\n')}\n`);
process.exitCode = steadyHolds(options, result) ? 0 : 1;
