// What a vitest JSON report says: figures, faults and the closing line of `npm test`.

import { relative } from 'node:path';

/** A test that is skipped for another reason than missing data says so in its name: `… [needs zstd]`. */
const OTHER_NEED = /\[needs (?!data\])[^\]]+\]/;

/**
 * Figures of a vitest JSON report; test files are named relative to `root`.
 * A file that could not be loaded has no tests, so it counts as one failed test; otherwise it would go unseen.
 */
export function summarize(report, root) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(root, file.name) })),
  );
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + brokenFiles.length,
    skipped: tests.filter((test) => test.status !== 'passed' && test.status !== 'failed'),
  };
}

/**
 * What is wrong with a run besides its failed tests, as sentences.
 * `context`: { exitCode of vitest, dataRoot: existing data folder or null, filtered: tests were chosen by name }.
 */
export function findFaults(summary, context) {
  const faults = [];
  if (summary.passed + summary.failed === 0) faults.push('no test ran');
  else if (context.exitCode !== 0 && summary.failed === 0)
    faults.push(`vitest ended with exit code ${context.exitCode}`);
  if (context.dataRoot !== null && !context.filtered) {
    const wanting = summary.skipped.filter((test) => !OTHER_NEED.test(test.fullName)).length;
    if (wanting > 0) faults.push(`${wanting} skipped although the data folder ${context.dataRoot} is there`);
  }
  return faults;
}

/** The closing line. A fault counts as one failure, so that the line never says less than the exit code. */
export function closingLine(summary, faults) {
  const skipped = summary.skipped.length > 0 ? `, ${summary.skipped.length} skipped` : '';
  return `${summary.passed} passed, ${summary.failed + faults.length} failed${skipped}`;
}
