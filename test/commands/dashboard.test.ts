// Tests of `v13 dashboard` without a capture: its plan, its pictures, its refusals.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWatchServer } from '../../src/assembly/watch/watch-server.js';
import { DASHBOARD_VIEWS } from '../../src/commands/dashboard/options.js';
import { LEAST_FRAME, frameSize } from '../../src/commands/dashboard/frame-size.js';
import type { LineServer } from '../../src/platform/line-server.js';
import { LEAST_SIZE, VIEWS } from '../../src/ui/layout.js';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { testEnv } from '../support/plan-env.js';
import { watchSnapshot } from '../support/watch-sample.js';

const folder = freshFolder();
let server: LineServer;
beforeAll(async () => {
  ensureBuilt();
  const open = () => ({ snapshot: () => watchSnapshot({ source: 'live', env: 'emulator' }) });
  server = await openWatchServer({ dataRoot: folder.path, open, nowMs: () => performance.now() });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const dashboard = (...words: string[]) => runCli(['dashboard', '--lang', 'en', ...words], { cwd: folder.path });

test('its views and its least size are those of the screen', () => {
  expect(DASHBOARD_VIEWS).toEqual(VIEWS);
  expect(LEAST_FRAME).toEqual(LEAST_SIZE);
});

test.each([
  ['120x40', { columns: 120, rows: 40 }],
  ['1x1', { columns: 1, rows: 1 }],
])('%s is a size', (text, size) => {
  expect(frameSize(text, '--size', testEnv())).toEqual(size);
});

test.each(['120', 'x', '0x9', '9x0', '120x40x2', '501x40', '-1x5'])('%s is none', (text) => {
  expect(() => frameSize(text, '--size', testEnv())).toThrow('--size');
});

describe('pictures', () => {
  test.each([
    ['out.txt', /EMULATOR[\s\S]*ETHUSDT/],
    ['out.svg', /^<svg[\s\S]*ETHUSDT[\s\S]*<\/svg>\s*$/],
  ])('%s is drawn from the process that is looked at', async (name, form) => {
    const { code, stderr } = await dashboard('--attach', folder.path, '--snapshot', name, '--size', '100x30');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `drawn: ${name}\n` });
    expect(readFileSync(join(folder.path, name), 'utf8')).toMatch(form);
    expect(readdirSync(folder.path).filter((one) => one.includes('.tmp') || one.includes('partial'))).toEqual([]);
  });

  test('a heatmap as text has shades where the picture has colours', async () => {
    const { code } = await dashboard('--attach', folder.path, '--snapshot', 'heat.txt', '--view', 'heatmap');
    expect(code).toBe(0);
    const text = readFileSync(join(folder.path, 'heat.txt'), 'utf8');
    expect(text).not.toMatch(/[▀▄]/);
  });

  test('the socket itself can be named', async () => {
    const { code } = await dashboard('--attach', server.path, '--snapshot', 'socket.txt');
    expect(code).toBe(0);
    expect(readFileSync(join(folder.path, 'socket.txt'), 'utf8').split('\n').length).toBeLessThanOrEqual(41);
  });
});

test('--json prints the figures of this moment', async () => {
  const { code, stdout } = await dashboard('--attach', folder.path, '--json');
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as { schema: string; picture: null; snapshot: { source: string } };
  expect(document).toMatchObject({ schema: 'v13.dashboard/1', picture: null, snapshot: { source: 'attached' } });
});

test.each([
  [['--snapshot', 'out.png'], 2, 'ends with .txt or .svg'],
  [['--size', '80x24'], 2, 'belong to --snapshot'],
  [[], 2, 'needs a terminal'],
  [['--attach', '/nowhere', '--snapshot', 'none.txt'], 3, 'v13 capture --symbol'],
  [['--attach', folder.path, '--snapshot', 'none.txt', '--symbol', 'ETHUSD'], 2, 'did you mean ETHUSDT?'],
  [['--attach', folder.path, '--json', '--symbol', 'ETHUSD'], 2, 'did you mean ETHUSDT?'],
  [['--snapshot', 'none.txt', '--size', '30x5'], 2, 'too small'],
  [['--snapshot', 'two.txt', '--symbol', 'ETHUSDT,BTCUSDT'], 2, 'a screen begins with one symbol'],
])('%j: exit %i, %s', async (words, code, text) => {
  const result = await dashboard(...words);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(text);
  expect(existsSync(join(folder.path, 'none.txt'))).toBe(false);
});

test('--tui and --no-tui together are refused, in either order', async () => {
  for (const words of [
    ['--tui', '--no-tui'],
    ['--no-tui', '--tui'],
  ]) {
    const { code, stderr } = await runCli(['capture', '--symbol', 'ETHUSDT', ...words, '--dry-run', '--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr).toContain('exclude each other');
  }
});
