// Enter on a signal of a capture that runs: what stands on its screen, and on one attached to it, is what `v13 why` prints.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARY, ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';
import { type PtyScreen, openPty } from '../support/pty-screen.js';

const folder = freshFolder();
const SIZE = { columns: 120, rows: 40, variables: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', V13_CONFIG: '' } };
let emulator: EmulatorProcess;
let screen: PtyScreen;

beforeAll(async () => {
  ensureBuilt();
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT']);
  const words = ['capture', '--env', 'emulator', '--base-url', emulator.url, '--symbol', 'ETHUSDT'];
  const more = ['--data', folder.path, '--min-free', '1MB', '--z-window', '20', '--lang', 'en'];
  screen = openPty(process.execPath, [BINARY, ...words, ...more], SIZE);
}, 60_000);
afterAll(async () => {
  screen.press('\u0003');
  await screen.ended;
  await emulator.stop();
  folder.remove();
});

/** Opens why of the newest signal; gives the picture of the whole answer. */
async function askWhy(of: PtyScreen): Promise<string> {
  await of.until((picture) => /\d\d:\d\d:\d\d +(OFI|CVD)/.test(picture));
  const isThere = (): boolean => of.terminal.lines().join('\n').includes('▶ Signals');
  for (let i = 0; i < 12 && !isThere(); i++) {
    of.press('\t');
    await sleep(300);
  }
  of.press('\r');
  await of.until((picture) => picture.includes('Why this signal?'));
  return of.until((picture) => picture.includes('Esc closes, arrows scroll'));
}

/** What a person would type for the row of the picture, and its lines on the screen. */
async function compare(picture: string): Promise<void> {
  const lines = picture.split('\n').map((line) => line.trim());
  const [, time = ''] = /Why ETHUSDT (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+)/.exec(picture) ?? [];
  const words = ['why', 'ETHUSDT', `${time.replace(' ', 'T')}Z`, '--data', folder.path, '--lang', 'en'];
  const { code, stdout } = await runCli([...words, '--width', '117']);
  expect({ code, stdout }).toMatchObject({ code: 0 });
  const typed = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
  const from = lines.findIndex((line) => line.startsWith('Why ETHUSDT'));
  const shown = lines.slice(
    from,
    lines.findIndex((line) => line.startsWith('Esc closes')),
  );
  expect(shown.length).toBeGreaterThan(25);
  expect(shown).toEqual(typed.slice(0, shown.length));
}

test('on the screen of the capture', { timeout: 40_000 }, async () => {
  const picture = await askWhy(screen);
  await compare(picture);
  expect(picture).toMatch(/U \d+ u \d+ pu \d+|no update/);
  screen.press('\u001b');
  await screen.until((one) => !one.includes('Why this signal?'));
});

test('on a dashboard attached to it', { timeout: 40_000 }, async () => {
  const attached = openPty(process.execPath, [BINARY, 'dashboard', '--attach', folder.path, '--lang', 'en'], SIZE);
  await attached.until((one) => one.includes('EMULATOR'));
  await compare(await askWhy(attached));
  attached.press('\u0003');
  expect(await attached.ended).toBe(0);
});
