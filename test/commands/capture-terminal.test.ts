// The terminal of a capture whose screen is drawn in a thread of its own: whatever ends it, stops it or changes the window,
// the terminal is as it was afterwards, and the recording is whole.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';
import { type LiveScreen, endOf, openLiveScreen } from '../support/live-screen.js';
import { until } from '../support/running-capture.js';

const CLEAN = { isAlternate: false, hasCursor: true, wraps: true };
const SHOWN = { isAlternate: true, hasCursor: false, wraps: false };

let emulator: EmulatorProcess;
let screen: LiveScreen;
beforeAll(async () => {
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', 'ETHUSDT']);
});
afterEach(() => screen.remove());
afterAll(async () => {
  await emulator.stop();
});

async function open(wish: Partial<Parameters<typeof openLiveScreen>[0]> = {}): Promise<LiveScreen> {
  screen = openLiveScreen({ url: emulator.url, ...wish });
  await screen.until((picture) => picture.includes('ETHUSDT') && picture.includes('Order book'));
  expect(screen.terminal.modes).toEqual(SHOWN);
  return screen;
}

/** Nothing of the screen is left: its buffer, its cursor, its keys, and no mode that v13 never asked for. */
function expectClean(): void {
  expect(screen.terminal.modes).toEqual(CLEAN);
  expect(screen.terminal.unknown).toEqual([]);
  expect(screen.terminal.scrolls).toBe(0);
  expect(screen.settings('after')).toBe(screen.settings('before'));
  // Mouse, focus, pasting in brackets, application keys: none is ever on.
  expect(screen.raw()).not.toMatch(/\u001b\[\?(?:9|1|66|100\d|1015|2004)h|\u001b=|\u001b\[>/);
}

/** What `v13 verify` says of all that was recorded: its verdict, and how many recordings have damage or no seal. */
async function verified(data: string): Promise<unknown> {
  const { code, stdout } = await runCli(['verify', data, '--json']);
  const { verdict, recordings, manifestsAbsent } = JSON.parse(stdout) as {
    verdict: string;
    recordings: { damage: unknown[] }[];
    manifestsAbsent: number;
  };
  return {
    code,
    verdict,
    recordings: recordings.length,
    damage: recordings.flatMap(({ damage }) => damage),
    manifestsAbsent,
  };
}

const WHOLE = { code: 0, verdict: 'whole', recordings: 1, damage: [], manifestsAbsent: 0 };

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('ends', () => {
  test.each([
    ['Ctrl-C', () => screen.press('\u0003'), 0],
    ['q and y', () => screen.press('qy'), 0],
    ['SIGTERM', () => process.kill(screen.programPid(), 'SIGTERM'), 0],
    ['SIGINT', () => process.kill(screen.programPid(), 'SIGINT'), 0],
    ['SIGHUP', () => process.kill(screen.programPid(), 'SIGHUP'), 0],
  ])('%s: the terminal is clean, the recording sealed', async (_, end, code) => {
    await open();
    end();
    expect(await endOf(screen)).toBe(code);
    expectClean();
    expect(await verified(screen.data)).toEqual(WHOLE);
  });
});

describe('crashes', () => {
  test('of the main thread: the terminal is given back before the message', async () => {
    await open();
    screen.crash('main');
    expect(await endOf(screen)).not.toBe(0);
    expectClean();
    expect(screen.terminal.lines().join('\n')).toContain('a crash on purpose');
  });

  test('of the drawing thread: the terminal is given back, the capture goes on, and says so', async () => {
    await open();
    screen.crash('screen');
    await screen.until((picture) => picture.includes('the screen has failed, and the capture goes on'));
    expect(screen.terminal.modes).toEqual(CLEAN);
    // A key is a signal again.
    screen.press('\u0003');
    expect(await endOf(screen)).toBe(0);
    expectClean();
    expect(await verified(screen.data)).toEqual(WHOLE);
  });
});

describe('stops', () => {
  /** The shell has the terminal: the settings it knows, and no line of the screen. */
  const stopped = async (): Promise<void> => {
    await screen.until((picture) => picture.includes('stopped'));
    expect(screen.terminal.modes).toEqual(CLEAN);
    expect(screen.settings('stopped')).toBe(screen.settings('before'));
  };
  const goOn = async (): Promise<void> => {
    const seen = screen.raw().length;
    screen.press('\r');
    await screen.until((picture) => picture.includes('ETHUSDT') && picture.includes('Order book'));
    expect(screen.terminal.modes).toEqual(SHOWN);
    // Drawn whole: the shell has written meanwhile.
    expect(screen.raw().slice(seen)).toContain('\u001b[2J');
  };

  test('Ctrl-Z asks, gives the shell its terminal, and fg comes back with keys and a whole picture', async () => {
    await open();
    screen.press('\u001a');
    await screen.until((picture) => picture.includes('y/N'));
    screen.press('n');
    await screen.until((picture) => !picture.includes('y/N'));
    screen.press('\u001ay');
    await stopped();
    await goOn();
    screen.press('5');
    await screen.until((picture) => picture.includes('Connections') && !picture.includes('Order book'));
    screen.press('\u0003');
    expect(await endOf(screen)).toBe(0);
    expectClean();
  });

  test('SIGTSTP from elsewhere does the same without asking, and the window may have another size afterwards', async () => {
    await open();
    process.kill(screen.programPid(), 'SIGTSTP');
    await stopped();
    screen.resize(100, 30);
    await goOn();
    await screen.until((picture) => picture.split('\n')[28]?.includes('q quit') === true);
    screen.press('qy');
    expect(await endOf(screen)).toBe(0);
    expectClean();
  });
});

describe('the window', () => {
  /** The footer stands in the line before the last, the header in the first: drawn for this size. */
  const fits = (rows: number) => (picture: string) => {
    const lines = picture.split('\n');
    return (
      lines[0]?.includes('EMULATOR') === true && lines[rows - 2]?.includes('q quit') === true && lines[rows - 1] === ''
    );
  };

  test('fifty sizes in two seconds, down to 20×5 and back: nothing scrolls, and the last picture is right', async () => {
    await open();
    for (let i = 0; i < 50; i++) {
      screen.resize(20 + ((i * 37) % 160), 5 + ((i * 13) % 60));
      await sleep(40);
    }
    screen.resize(20, 5);
    await screen.until((picture) => picture.includes('too small: 20x5'));
    screen.resize(120, 40);
    const picture = await screen.until(fits(40));
    expect(picture).toContain('Order book');
    for (const panel of ['Charts', 'Sequence', 'Latency', 'Writer', 'Trades']) expect(picture).toContain(panel);
    screen.press('\u0003');
    expect(await endOf(screen)).toBe(0);
    expectClean();
    expect(await verified(screen.data)).toEqual(WHOLE);
  });

  test('at rest no line is wider and no picture taller than the window, in any view', async () => {
    await open();
    for (const [columns, rows] of [
      [119, 39],
      [79, 23],
      [60, 20],
      [200, 60],
    ] as const) {
      screen.resize(columns, rows);
      await screen.until(fits(rows));
      const before = screen.terminal.beyond;
      for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
        const seen = screen.raw().length;
        screen.press(key);
        await screen.until(() => screen.raw().length > seen);
      }
      expect(screen.terminal.beyond - before, `${columns}x${rows}`).toBe(0);
    }
    screen.press('\u0003');
    expect(await endOf(screen)).toBe(0);
    expectClean();
  });

  test('a terminal that is closed takes nothing with it but itself: the recording is sealed', async () => {
    await open();
    const pid = screen.programPid();
    screen.hangUp();
    await until(() => !isRunning(pid));
    expect(await verified(screen.data)).toEqual(WHOLE);
  });
});
