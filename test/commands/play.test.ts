// Playing, searching and asking why, by the built executable: in a pseudo-terminal and in a pipe.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BINARY, ensureBuilt, runCli } from '../support/cli.js';
import { ROOT } from '../support/docs.js';
import { type PtyScreen, openPty } from '../support/pty-screen.js';

const GAPS = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');

beforeAll(() => {
  ensureBuilt();
});

const play = (...more: string[]): PtyScreen =>
  openPty(process.execPath, [BINARY, 'replay', GAPS, '--tui', '--speed', '2x', '--lang', 'en', ...more], {
    columns: 120,
    rows: 40,
    variables: { LANG: 'C.UTF-8', NO_COLOR: '1' },
  });

describe('replay --tui', () => {
  test(
    'plays, pauses, jumps to gaps, stays at the end, and leaves the terminal clean',
    { timeout: 40_000 },
    async () => {
      const screen = play();
      await screen.until((picture) => picture.includes('SYNTHETIC') && picture.includes('playing 2x'));
      screen.press('p');
      await screen.until((picture) => picture.includes('paused'));
      screen.press('g');
      const at = await screen.until((picture) => /resyncs \d+, gaps [1-9]/.test(picture) && picture.includes('paused'));
      expect(at).toContain('BTCUSDT');
      for (let k = 0; k < 12; k++) screen.press('>');
      screen.press('p');
      await screen.until((picture) => picture.includes('at the end'));
      screen.press('q');
      screen.press('y');
      expect(await screen.ended).toBe(0);
      expect(screen.raw()).toContain('[?1049l');
    },
  );

  test('without a terminal it is a usage error with a hint', async () => {
    const { code, stderr } = await runCli(['replay', GAPS, '--tui']);
    expect(code).toBe(2);
    expect(stderr).toContain('needs a terminal');
  });
});

describe('replay --where', () => {
  test('prints the hits with their values; as data the same', async () => {
    const text = await runCli(['replay', GAPS, '--where', 'spread_ticks >= 1 for 200ms']);
    expect(text.code).toBe(0);
    const lines = text.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^time +symbol +spread_ticks$/);
    const { stdout } = await runCli(['replay', GAPS, '--where', 'spread_ticks >= 1 for 200ms', '--json']);
    const found = JSON.parse(stdout) as { schema: string; total: number; hits: { timeUs: number; sinceUs: number }[] };
    expect(found.schema).toBe('v13.where/1');
    expect(found.hits.length).toBe(lines.length - 1);
    expect(found.total).toBe(found.hits.length);
    for (const { timeUs, sinceUs } of found.hits) expect(timeUs - sinceUs).toBeGreaterThanOrEqual(200_000);
  });

  test('a condition that is never met is a negative answer', async () => {
    expect((await runCli(['replay', GAPS, '--where', '|ofi_z| > 1000'])).code).toBe(1);
  });

  test('an unknown name is refused with the nearest one', async () => {
    const { code, stderr } = await runCli(['replay', GAPS, '--where', 'ofi_zz > 1']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean ofi_z');
  });
});

describe('why', () => {
  test('shows the row, says when it is an earlier one, and that all figures are equal', async () => {
    const { code, stdout } = await runCli(['why', 'ETHUSDT', '-20s', GAPS, '--lang', 'en']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Why ETHUSDT /);
    expect(stdout).toContain("all equal to the row's");
  });

  test('a time counted from the end of a short recording is found, and does not search for ever', async () => {
    const { code, stdout } = await runCli(['why', 'ETHUSDT', '-4s', GAPS]);
    expect(code).toBe(0);
    expect(stdout).toContain('Why ETHUSDT 2026-01-01 00:00:5');
  });

  test('as data, and in Chinese', async () => {
    const { stdout } = await runCli(['why', 'ETHUSDT', '+30s', GAPS, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'v13.why/1', env: 'SYNTHETIC', row: { symbol: 'ETHUSDT' } });
    expect((await runCli(['why', 'ETHUSDT', '+30s', GAPS, '--lang', 'zh'])).stdout).toContain('订单流失衡');
  });

  test('a time before the first row is a data error', async () => {
    const { code, stderr } = await runCli(['why', 'ETHUSDT', '2001-01-01', GAPS]);
    expect(code).toBe(3);
    expect(stderr).toContain('has no row at or before');
  });
});

describe('replay --alert', () => {
  const CONDITION = ['--alert', 'spread_ticks >= 1 for 200ms'];

  test('tells of it with the time of the data, beside the report; it is raised where --where finds it', async () => {
    const { code, stdout, stderr } = await runCli(['replay', GAPS, ...CONDITION, '--lang', 'en', '--tz', 'UTC']);
    expect(code).toBe(0);
    expect(stdout).toContain('BTCUSDT');
    const told = /^(\S+ \S+) .* {2}alert spread_ticks >= 1 for 200ms, (\w+): spread_ticks/m.exec(stderr);
    expect(told, stderr).not.toBeNull();
    const where = await runCli(['replay', GAPS, '--where', CONDITION[1] ?? '', '--lang', 'en', '--tz', 'UTC']);
    expect(where.stdout).toContain(told?.[1] ?? '?');
  });

  test('on the screen it stands among the alerts', async () => {
    const screen = play(...CONDITION);
    await screen.until((picture) => picture.includes('playing 2x') && picture.includes('BTCUSDT'));
    screen.press('6');
    const at = await screen.until((picture) => /spread_ticks >= 1 for 200ms/.test(picture));
    expect(at).toContain('Alerts');
    screen.press('q');
    expect(await screen.ended).toBe(0);
  });

  test.each([
    [['--notify', 'bell'], '--notify has nothing to tell of'],
    [[...CONDITION, '--where', 'ofi_z > 1'], 'ask for different things'],
  ])('%j is refused', async (words, text) => {
    const { code, stderr } = await runCli(['replay', GAPS, ...words, '--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
  });
});
