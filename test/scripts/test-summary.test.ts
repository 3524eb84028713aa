// The closing line of `npm test`: what counts as passed, failed and skipped, and when a run is at fault.

import { describe, expect, test } from 'vitest';

interface Summary {
  passed: number;
  failed: number;
  skipped: { fullName: string; file: string }[];
}

interface Context {
  readonly exitCode: number;
  readonly dataRoot: string | null;
  readonly filtered: boolean;
}

interface Script {
  readonly summarize: (report: unknown, root: string) => Summary;
  readonly findFaults: (summary: Summary, context: Context) => string[];
  readonly closingLine: (summary: Summary, faults: string[]) => string;
}

// Plain JavaScript, as it must run before anything is installed: its shape is stated above.
const { summarize, findFaults, closingLine } = (await import(
  new URL('../../scripts/test-summary.mjs', import.meta.url).href
)) as Script;

function fileOf(status: string, tests: Record<string, string>) {
  const assertionResults = Object.entries(tests).map(([fullName, state]) => ({ fullName, status: state }));
  return { name: '/root/test/a.test.ts', status, assertionResults };
}

const reportOf = (...testResults: unknown[]) => summarize({ testResults }, '/root');
const RIGHT: Context = { exitCode: 0, dataRoot: null, filtered: false };

function lineOf(summary: Summary, context: Partial<Context>) {
  return closingLine(summary, findFaults(summary, { ...RIGHT, ...context }));
}

describe('the closing line', () => {
  const mixed = reportOf(fileOf('passed', { a: 'passed', b: 'passed', c: 'skipped', d: 'todo' }));

  test('counts what passed and what was skipped', () => {
    expect(lineOf(mixed, {})).toBe('2 passed, 0 failed, 2 skipped');
    expect(mixed.skipped.map(({ file, fullName }) => `${file} > ${fullName}`)).toEqual([
      'test/a.test.ts > c',
      'test/a.test.ts > d',
    ]);
  });

  test('says nothing of skipped tests where there are none', () => {
    expect(lineOf(reportOf(fileOf('failed', { a: 'passed', b: 'failed' })), { exitCode: 1 })).toBe(
      '1 passed, 1 failed',
    );
  });

  test('a file that cannot be loaded is a failure', () => {
    const summary = reportOf(fileOf('passed', { a: 'passed' }), fileOf('failed', {}));
    expect(lineOf(summary, { exitCode: 1 })).toBe('1 passed, 1 failed');
  });

  test('no test at all is a failure', () => {
    expect(lineOf(reportOf(), {})).toBe('0 passed, 1 failed');
    expect(lineOf(reportOf(fileOf('passed', { a: 'skipped' })), {})).toBe('0 passed, 1 failed, 1 skipped');
  });

  test('an error outside of the tests is a failure', () => {
    expect(lineOf(reportOf(fileOf('passed', { a: 'passed' })), { exitCode: 1 })).toBe('1 passed, 1 failed');
  });
});

describe('a skipped test where the data is there', () => {
  const skipping = (name: string) => reportOf(fileOf('passed', { a: 'passed', [name]: 'skipped' }));

  test('is a failure', () => {
    expect(lineOf(skipping('golden'), { dataRoot: '/data' })).toBe('1 passed, 1 failed, 1 skipped');
    expect(lineOf(skipping('golden [needs data]'), { dataRoot: '/data' })).toBe('1 passed, 1 failed, 1 skipped');
  });

  test('is none when its name says what else is missing, or tests were chosen by name', () => {
    expect(lineOf(skipping('reads zst [needs zstd]'), { dataRoot: '/data' })).toBe('1 passed, 0 failed, 1 skipped');
    expect(lineOf(skipping('golden'), { dataRoot: '/data', filtered: true })).toBe('1 passed, 0 failed, 1 skipped');
  });
});
