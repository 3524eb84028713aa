// `v13 analyze --signal-column`: other people's columns beside our signals.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { writeParquet } from '../support/lake.js';
import { CLEAN } from '../support/replays.js';

interface Report {
  readonly power: readonly { readonly signal: string }[];
  readonly multiplicity: { readonly trials: number };
  readonly provenance: { readonly warnings: readonly string[] };
}

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

/** Few questions: fast. */
const QUICK = ['--signals', 'ofi,qi', '--horizon', '1s,5s', '--replications', '100'] as const;
const analyze = (args: readonly string[]) => runCli(['analyze', ...args, '--data', 'data'], { cwd: folder });
const reportIn = (name: string): Report =>
  JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Report;

describe("a user's column", () => {
  const FIRST_US = 1_767_225_600_000_000;

  test('is judged beside ours, as of its time', async () => {
    const sql = `SELECT ${FIRST_US} + i * 1000000 AS ts_us, sin(i) AS score, 'x' AS note FROM range(180) t(i)`;
    await writeParquet(join(folder, 'mine.parquet'), sql);
    const { code, stderr } = await analyze([CLEAN, ...QUICK, '--signal-column', 'mine.parquet:score:0.5', '--report', 'out']); // prettier-ignore
    expect([code, stderr]).toEqual([6, expect.stringContaining('report:')]);
    expect(reportIn('out').power.map(({ signal }) => signal)).toContain('user:score');
  });

  test('that was computed anew is another trial, and one of two files has a name of its own', async () => {
    const make = (file: string, phase: number) =>
      writeParquet(join(folder, file), `SELECT ${FIRST_US} + i * 1000000 AS ts_us, sin(i + ${phase}) AS score FROM range(180) t(i)`); // prettier-ignore
    const own = (...files: string[]) => files.flatMap((file) => ['--signal-column', `${file}.parquet:score`]);
    const trials = async (...args: string[]) => {
      expect((await analyze([CLEAN, ...QUICK, '--signals', 'ofi', ...args, '--report', 'out'])).code).toBe(6);
      return reportIn('out').multiplicity.trials;
    };
    await make('mine.parquet', 0);
    const first = await trials(...own('mine'));
    expect(await trials(...own('mine'))).toBe(first);
    await make('mine.parquet', 1);
    expect(await trials(...own('mine'))).toBe(first + 2); // At two horizons.
    await make('other.parquet', 2);
    await trials(...own('mine', 'other'));
    const names = reportIn('out').power.map(({ signal }) => signal);
    expect(names).toEqual(expect.arrayContaining(['user:mine:score', 'user:other:score']));
  });

  test('of another time says why it has no outcomes', async () => {
    await writeParquet(join(folder, 'late.parquet'), `SELECT ${FIRST_US + 86_400_000_000} AS ts_us, 1.0 AS score`);
    await analyze([CLEAN, ...QUICK, '--signals', 'ofi', '--signal-column', 'late.parquet:score', '--report', 'out']);
    expect(reportIn('out').provenance.warnings).toEqual([
      expect.stringContaining('user:score has no value at any moment of the recording'),
    ]);
  });

  test('of a file that is not there: said as any missing file', async () => {
    const { code, stderr } = await analyze([CLEAN, ...QUICK, '--signal-column', 'none.parquet:score']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('none.parquet: no such file; check the path')]);
  });

  test('that is not there is refused with the nearest one', async () => {
    await writeParquet(join(folder, 'mine.parquet'), `SELECT ${FIRST_US} AS ts_us, 1.0 AS score`);
    const { code, stderr } = await analyze([CLEAN, ...QUICK, '--signal-column', 'mine.parquet:scor']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean score?')]);
  });

  test('what the file holds is said, and nothing that it does not; text is no signal', async () => {
    await writeParquet(join(folder, 'mine.parquet'), `SELECT ${FIRST_US} AS ts_us, 1.0 AS score, 'up' AS word`);
    const other = await analyze([CLEAN, ...QUICK, '--signal-column', 'mine.parquet:nothing-like-it']);
    expect(other.stderr).toContain('it has ts_us, score, word\n');
    const text = await analyze([CLEAN, ...QUICK, '--signal-column', 'mine.parquet:word']);
    expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('mine.parquet holds text; name a column')]);
  });
});
