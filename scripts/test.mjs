// npm test: installs and builds when needed, runs the tests, ends with the line `N passed, N failed[, N skipped]`.
// Extra arguments go to vitest: `npm test -- test/core`.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT, ensure, packageBin, runNode } from './ensure.mjs';
import { closingLine, findFaults, summarize } from './test-summary.mjs';

function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'v13-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitCode = runNode([packageBin('vitest', 'vitest.mjs'), 'run', ...reporters, ...args]);
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
    return { exitCode, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of recordings that test/support/data.ts reads, or null where there is none. */
function findDataRoot() {
  const folder = process.env['V13_TEST_DATA'] ?? resolve(ROOT, '..', 'shared', 'data');
  return existsSync(folder) ? folder : null;
}

function main(args) {
  ensure();
  const { exitCode, report } = runVitest(args);
  const filtered = args.some((arg) => arg === '-t' || arg.startsWith('--testNamePattern'));
  const summary = summarize(report, ROOT);
  const faults = findFaults(summary, { exitCode, dataRoot: findDataRoot(), filtered });
  if (!filtered) for (const test of summary.skipped) console.log(`skipped: ${test.file} > ${test.fullName}`);
  for (const fault of faults) console.log(`FAILED: ${fault}`);
  console.log(closingLine(summary, faults));
  return summary.failed + faults.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
