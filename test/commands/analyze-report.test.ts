// What a report of `v13 analyze` says of itself: its command, its environment, its questions, and what the data cannot answer.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder, runCli } from '../support/cli.js';
import { CLEAN, asFile, linesIn } from '../support/replays.js';

interface Report {
  readonly command: string;
  readonly provenance: { readonly envOrigin: string };
  readonly family: object;
  readonly multiplicity: { readonly trials: number };
}

let folder = '';
let removeFolder = (): void => undefined;
beforeEach(() => {
  const fresh = freshFolder();
  folder = fresh.path;
  removeFolder = () => fresh.remove();
});
afterEach(() => removeFolder());

const analyze = (args: readonly string[]) => runCli(['analyze', ...args, '--data', 'data'], { cwd: folder });
const reportIn = (name: string): Report =>
  JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Report;

/** Few questions: fast. */
const QUICK = ['--signals', 'ofi,qi', '--horizon', '1s,5s', '--replications', '100'] as const;

describe('horizons longer than the data', () => {
  test('none fits: refused in one line, and counted as no trial', async () => {
    const { code, stdout, stderr } = await analyze([CLEAN, '--signals', 'ofi', '--horizon', '5m,1h']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('no outcome after 5m is possible: the data last 2m59s, and it takes 5m100ms');
    const args = ['--signals', 'ofi', '--horizon', '1s', '--replications', '100', '--report', 'out'];
    await analyze([CLEAN, ...args]);
    expect(reportIn('out').multiplicity.trials).toBe(1);
  });

  test('some fit: those are judged, the rest is named', async () => {
    const args = ['--signals', 'ofi', '--horizon', '1s,5s,1h', '--replications', '100', '--report', 'out'];
    const { code, stdout, stderr } = await analyze([CLEAN, ...args]);
    expect(code).toBe(6);
    const said = 'too long for the data, which last 2m59s: no outcome after 1h is possible';
    expect([stdout, stderr]).toEqual([expect.stringContaining(said), expect.stringContaining(said)]);
    expect(reportIn('out')).toMatchObject({ plan: { horizonsUs: [1e6, 5e6], primaryUs: 5e6 } });
  });
});

describe('the report says', () => {
  test('the command that gives it again', async () => {
    await analyze([CLEAN, ...QUICK, '--report', 'out']);
    const { command } = reportIn('out');
    expect(command.startsWith(`v13 analyze ${CLEAN} --symbol ETHUSDT`)).toBe(true);
    const again = await runCli([...command.split(' ').slice(1), '--data', 'data', '--report', 'two'], { cwd: folder });
    expect([again.code, reportIn('two')]).toEqual([6, reportIn('out')]);
  });

  test('who says the environment', async () => {
    const recorded = await analyze([CLEAN, ...QUICK, '--report', 'out']);
    expect(recorded.stdout).not.toContain('stated by --env');
    expect(reportIn('out').provenance.envOrigin).toBe('recorded');
    const headless = linesIn(CLEAN).slice(1);
    writeFileSync(join(folder, 'headless.ndjson'), asFile(headless));
    const stated = await analyze(['headless.ndjson', ...QUICK, '--env', 'mainnet', '--report', 'two']);
    expect(stated.stdout).toContain('MAINNET (stated by --env)');
    expect(reportIn('two').provenance.envOrigin).toBe('stated');
    for (const name of ['report.md', 'report.html']) {
      expect(readFileSync(join(folder, 'two', name), 'utf8')).toContain('stated by --env');
    }
  });

  test('how many questions share the error, and that they were chosen; the ledger counts the choice', async () => {
    const common = ['--horizon', '1s', '--replications', '100', '--report', 'out'];
    await analyze([CLEAN, ...common]);
    const all = reportIn('out');
    expect(all.family).toEqual({ signals: 4, endpoints: 8, chosenByUser: false });
    const { stdout } = await analyze([CLEAN, ...common, '--signals', 'ofi']);
    expect(stdout).toContain('1 of 4 pre-registered signals, chosen with --signals');
    expect(reportIn('out').family).toEqual({ signals: 1, endpoints: 2, chosenByUser: true });
    expect(reportIn('out').multiplicity.trials).toBe(all.multiplicity.trials + 1);
  });

  test('nothing wider than COLUMNS, where output goes to no terminal', async () => {
    const { stdout } = await runCli(['analyze', CLEAN, ...QUICK, '--data', 'data'], {
      cwd: folder,
      env: { COLUMNS: '90' },
    });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });
});
