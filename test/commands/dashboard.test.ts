// Tests of `v13 dashboard` without a capture: its plan, its pictures, its refusals.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWatchServer } from '../../src/assembly/watch/watch-server.js';
import { DASHBOARD_VIEWS } from '../../src/commands/dashboard/options.js';
import { LEAST_FRAME, frameSize } from '../../src/commands/dashboard/frame-size.js';
import type { LineServer } from '../../src/platform/line-server.js';
import { LEAST_SIZE, VIEWS } from '../../src/ui/layout.js';
import { BINARY, ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { ROOT } from '../support/docs.js';
import { openPty } from '../support/pty-screen.js';
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

describe('a moment of a recording', () => {
  const GAPS = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');
  const drawn = async (at: string | null, name = 'moment.txt') => {
    const when = at === null ? [] : ['--at', at];
    const words = ['--replay', GAPS, ...when, '--snapshot', name, '--symbol', 'BTCUSDT', '--tz', 'UTC'];
    const { code, stderr } = await dashboard(...words);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(`drawn: ${name}`) as string });
    return readFileSync(join(folder.path, name), 'utf8');
  };

  test('is the frame of a replay that is paused there', async () => {
    const text = await drawn('00:00:40');
    const screen = openPty(process.execPath, [BINARY, 'replay', GAPS, '--tui', '--lang', 'en', '--tz', 'UTC'], {
      columns: 120,
      rows: 40,
      variables: { LANG: 'C.UTF-8', NO_COLOR: '1' },
    });
    await screen.until((picture) => picture.includes('playing 1x') && picture.includes('BTCUSDT'));
    screen.press('p2');
    await screen.until((picture) => picture.includes('paused') && picture.includes('Order book'));
    screen.press(':00:00:40\r');
    const lines = (frame: string): string =>
      frame
        .split('\n')
        .slice(0, 39)
        .map((line) => line.trimEnd())
        .join('\n');
    expect(text).toContain('paused 1x');
    await screen.until((picture) => lines(picture) === lines(text));
    screen.press('q');
    expect(await screen.ended).toBe(0);
  });

  test('is the same each time; without a moment it is the end', async () => {
    expect(await drawn('-20s', 'one.txt')).toBe(await drawn('-20s', 'two.txt'));
    expect(await drawn(null)).toContain('SYNTHETIC');
  });

  test('as data it is the snapshot of that moment', async () => {
    const { code, stdout } = await dashboard('--replay', GAPS, '--at', '+40s', '--json', '--symbol', 'BTCUSDT');
    expect(code).toBe(0);
    const { snapshot } = JSON.parse(stdout) as { snapshot: { source: string; player: object; nowUs: number } };
    expect(snapshot).toMatchObject({ source: 'replay', player: { state: 'paused', indexed: 1 } });
  });

  test.each([
    [['--at', '14:30'], 2, '--at belongs to --replay'],
    [['--replay', GAPS], 2, 'v13 replay FILE --tui'],
    [['--replay', GAPS, '--attach', 'x', '--json'], 2, 'exclude each other'],
    [['--replay', GAPS, '--json', '--at', '2001-01-01'], 2, 'outside of the recording'],
    [['--replay', GAPS, '--json', '--symbol', 'BTCUSD'], 2, 'did you mean BTCUSDT?'],
    [['--replay', '/nowhere.ndjson', '--json'], 3, '/nowhere.ndjson'],
  ])('%j: exit %i, %s', async (words, code, text) => {
    const result = await dashboard(...words);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(text);
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
