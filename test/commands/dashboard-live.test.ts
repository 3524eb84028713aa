// The dashboard of a real capture in a pseudo-terminal, against an emulator that loses messages: what stands on the screen
// is what metrics.json says, and the recording is as good as without a screen.
//
// Counts that grow are compared when they have stopped growing: the emulator is ended first, the capture afterwards, and
// nothing is received between the two.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { bytesText } from '../../src/ui/format.js';
import { BINARY, ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';
import { type PtyScreen, openPty } from '../support/pty-screen.js';

const folder = freshFolder();
let emulator: EmulatorProcess;
let screen: PtyScreen;

beforeAll(async () => {
  ensureBuilt();
  const flags = ['--seed', '7', '--symbol', 'ETHUSDT', '--fault', 'drop:n=3,at=5s'];
  emulator = await startEmulatorProcess(flags);
  const words = ['capture', '--env', 'emulator', '--base-url', emulator.url, '--symbol', 'ETHUSDT'];
  const more = ['--data', folder.path, '--min-free', '1MB', '--z-window', '20', '--lang', 'en'];
  screen = openPty(process.execPath, [BINARY, ...words, ...more], {
    columns: 120,
    rows: 40,
    variables: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', V13_CONFIG: '' },
  });
});
afterAll(() => folder.remove());

/** The number behind a name in a panel: `resyncs      1  │`. */
const figure = (picture: string, name: string): string | null =>
  new RegExp(`${name}\\s+([^│]*?)\\s*│`).exec(picture)?.[1] ?? null;

const segment = (): string => {
  const raw = join(folder.path, 'raw');
  const names = existsSync(raw) ? readdirSync(raw, { recursive: true, encoding: 'utf8' }) : [];
  const name = names.find((one) => one.includes('.ndjson') && !one.includes('manifest'));
  return name === undefined ? '' : readFileSync(join(raw, name), 'utf8');
};

const look = async (): Promise<WatchSnapshot> => {
  const { stdout } = await runCli(['dashboard', '--attach', folder.path, '--symbol', 'ETHUSDT', '--json']);
  return (JSON.parse(stdout) as { snapshot: WatchSnapshot }).snapshot;
};

test('the screen comes, counts a resync within a second, and shows what metrics.json says', async () => {
  await screen.until((picture) => picture.includes('ETHUSDT') && picture.includes('EMULATOR'));
  screen.press('\r');
  await screen.until((picture) => figure(picture, 'resyncs') === '0');
  await screen.until((picture) => figure(picture, 'resyncs') === '1');
  const shownMs = Date.now();
  await screen.until((picture) => figure(picture, 'trade gaps') !== null);
  await emulator.stop();
  await screen.until((picture) => picture.includes('down'));
  const remote = await look();
  expect(remote).toMatchObject({ source: 'attached', env: 'emulator', link: { isConnected: true } });
  const picture = screen.terminal.lines().join('\n');
  screen.press('\u0003');
  expect(await screen.ended).toBe(0);
  const metrics = JSON.parse(readFileSync(join(folder.path, 'metrics.json'), 'utf8')) as {
    total_messages: number;
    breaks: number;
    resyncs: number;
    trades: { gaps: number; healed: number; missing: number };
    storage: { bytes: number };
  };
  const resync = segment()
    .split('\n')
    .find((line) => line.includes('"control":"resync"'));
  const recvMs = Number(/"ts_recv":([\d.]+)/.exec(resync ?? '')?.[1]);
  expect(shownMs - recvMs).toBeLessThan(1_000);
  expect(metrics.resyncs).toBe(1);
  expect(figure(picture, 'pu breaks')).toBe(String(metrics.breaks));
  expect(figure(picture, 'resyncs')).toBe(String(metrics.resyncs));
  expect(figure(picture, 'trade gaps')).toBe(String(metrics.trades.gaps));
  // A control line of the lost connection may be written between the two looks.
  const bytes = [remote.writer?.bytes ?? 0, metrics.storage.bytes].map(bytesText);
  expect(bytes).toContain(figure(picture, 'written')?.split(',')[0]);
  expect(remote.totals).toMatchObject({
    messages: metrics.total_messages,
    resyncs: metrics.resyncs,
    depthGaps: metrics.breaks,
    tradeGaps: metrics.trades.gaps,
    tradesHealed: metrics.trades.healed,
  });
});

test('the terminal is as it was, the report is printed, and the recording has the digest that it names', async () => {
  const { terminal, raw } = screen;
  expect(terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
  expect(terminal.scrolls).toBe(0);
  expect(terminal.unknown).toEqual([]);
  const [, digest] = /--expect ([0-9a-f]{64})/.exec(raw()) ?? [];
  expect(digest).toBeDefined();
  const { code, stdout } = await runCli(['replay', join(folder.path, 'raw'), '--expect', digest!, '--digest']);
  expect({ code, stdout }).toMatchObject({ code: 0 });
  // One gap was made, one resync healed it: the certificate names both, and no byte is missing of what came.
  const verified = await runCli(['verify', folder.path, '--json']);
  const { manifestsAbsent, recordings } = JSON.parse(verified.stdout) as {
    manifestsAbsent: number;
    recordings: { damage: unknown[]; certificate: { symbols: { resyncs: unknown[] }[] } }[];
  };
  expect([manifestsAbsent, recordings.length]).toEqual([0, 1]);
  expect(recordings[0]).toMatchObject({ damage: [], certificate: { symbols: [{ resyncs: [{}] }] } });
});

test('when the capture has ended nobody answers, and the socket is gone', async () => {
  const { code } = await runCli(['dashboard', '--attach', folder.path, '--json']);
  expect(code).toBe(3);
  expect(existsSync(join(folder.path, '.watch.sock'))).toBe(false);
});
