// Whether verdicts are right: false passes at the bar, power, widths and coverage of intervals, overlapping samples. Writes
// docs/validation.md. `npm run soak -- verdict [--quick] [--seed N] [--out FILE]`.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { nullRows, overlap, powerCurve, powerRows } from './support/verdict-checks.js';
import { readVerdictOptions } from './support/verdict-options.js';
import { allHold, verdictPage } from './support/verdict-page.js';

const options = readVerdictOptions(process.argv.slice(2));
const tell = (what: string): boolean => process.stderr.write(`${what}\n`);
const startMs = performance.now();
const measured = {
  nulls: nullRows(options, tell),
  powers: powerRows(options, tell),
  curve: powerCurve(options, tell),
  overlap: overlap(options, tell),
};
const tookS = ((performance.now() - startMs) / 1_000).toFixed(0);
const machine = `Node ${process.version}, ${process.arch}, ${cpus().length} cores, ${tookS} s`;
const page = verdictPage(measured, options, machine);
process.stdout.write(page);
if (!options.quick) writeFileSync(options.out, page);
process.exitCode = allHold(measured) ? 0 : 1;
