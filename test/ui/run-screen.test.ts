// The screen in a pseudo-terminal: enters and leaves cleanly, takes keys, follows the window, survives stops and crashes.

import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScreen } from '../../src/ui/run-screen.js';
import { fakeSource } from '../support/fake-source.js';
import { type PtyChoice, bundleScreenProgram, openPty } from '../support/pty-screen.js';

let program = { path: '', remove: (): void => undefined };
beforeAll(async () => {
  program = await bundleScreenProgram();
});
afterAll(() => program.remove());

const open = (choice: Partial<PtyChoice> = {}) =>
  openPty(process.execPath, [program.path, '12', '20', '60'], { columns: 100, rows: 30, ...choice });

const LEAVES = '\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l';

/** A terminal that only notes, in order, what is asked of it. */
function notingTerminal() {
  const notes: string[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => notes.push(isRaw ? 'raw' : 'cooked'),
    ref: () => undefined,
    unref: () => undefined,
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  stdout.on('data', (bytes: Buffer) => notes.push(String(bytes).includes('AAAUSDT') ? 'picture' : 'other'));
  return {
    notes,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
  };
}

test('Ctrl-C pressed at the sight of the first picture is a key and no signal, however busy the machine is', async () => {
  const { notes, stdin, stdout } = notingTerminal();
  const ending = new AbortController();
  const choices = { theme: 'dark', isAscii: false, timeZone: 'UTC', lang: 'en', noColor: true } as const;
  const screen = runScreen({
    source: fakeSource({ symbols: 3, rate: 20 }),
    ...{ stdin, stdout, signal: ending.signal, variables: {} },
    host: { attach: () => () => undefined, stop: () => undefined },
    onQuit: () => ending.abort(),
    choices: { ...choices, symbol: null, frameRate: 10 },
  });
  while (!notes.includes('picture')) await new Promise(setImmediate);
  expect(notes[0]).toBe('raw');
  expect(notes.slice(0, notes.indexOf('picture'))).not.toContain('cooked');
  ending.abort();
  await screen;
  expect(notes.filter((note) => note === 'raw' || note === 'cooked').at(-1)).toBe('cooked');
});

describe('coming and going', () => {
  test('the screen has its own buffer, no cursor, and gives both back when a capture is quit with a yes', async () => {
    const screen = open();
    await screen.until((picture) => picture.includes('AAAUSDT') && picture.includes('quit'));
    expect(screen.terminal.modes).toEqual({ isAlternate: true, hasCursor: false, wraps: false });
    screen.press('q');
    await screen.until((picture) => picture.includes('y/N'));
    screen.press('n');
    await screen.until((picture) => !picture.includes('y/N'));
    screen.press('q');
    await screen.until((picture) => picture.includes('y/N'));
    screen.press('y');
    expect(await screen.ended).toBe(0);
    await screen.until((picture) => picture.startsWith('ended'));
    expect(screen.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
    expect(screen.terminal.unknown).toEqual([]);
    expect(screen.terminal.scrolls).toBe(0);
  });

  test.each([
    ['Ctrl-C', (screen: ReturnType<typeof open>) => screen.press('\u0003')],
    ['SIGTERM', (screen: ReturnType<typeof open>) => process.kill(screen.pid, 'SIGTERM')],
  ])('%s ends it without a question', async (_, end) => {
    const screen = open();
    await screen.until((picture) => picture.includes('AAAUSDT'));
    end(screen);
    expect(await screen.ended).toBe(0);
    await screen.until((picture) => picture.startsWith('ended'));
    expect(screen.terminal.modes.isAlternate).toBe(false);
    expect(screen.raw().split('\u001b[?1049l')).toHaveLength(2);
  });

  test('a crash gives the terminal back before its message', async () => {
    const screen = open({ variables: { SCREEN_CRASH: '1' } });
    expect(await screen.ended).not.toBe(0);
    await screen.until((picture) => picture.includes('a crash on purpose'));
    expect(screen.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
    expect(screen.raw().indexOf('a crash on purpose')).toBeGreaterThan(screen.raw().indexOf(LEAVES));
  });

  test('the variable CI changes nothing', async () => {
    const screen = open({ variables: { CI: 'true' } });
    await screen.until((picture) => picture.includes('AAAUSDT'));
    screen.press('\u0003');
    expect(await screen.ended).toBe(0);
  });
});

describe('keys', () => {
  test('do what help says', async () => {
    const screen = open();
    await screen.until((picture) => picture.includes('> AAAUSDT') || picture.includes('▶ AAAUSDT'));
    screen.press('jj');
    await screen.until((picture) => picture.includes('▶ AACUSDT'));
    screen.press('\u001b[A');
    await screen.until((picture) => picture.includes('▶ AABUSDT'));
    screen.press('\r');
    await screen.until((picture) => picture.includes('Order book') && picture.includes('AABUSDT'));
    screen.press('?');
    await screen.until((picture) => picture.includes('Keys') && picture.includes('next panel'));
    screen.press('\u001b');
    await screen.until((picture) => picture.includes('Order book'));
    screen.press('\u001b');
    await screen.until((picture) => picture.includes('50 symbols') || picture.includes('12 symbols, 12 synced'));
    screen.press('/aal');
    await screen.until((picture) => picture.includes('filter: aal') && picture.includes('▶ AALUSDT'));
    screen.press('\u001b');
    await screen.until((picture) => picture.includes('▶ AABUSDT'));
    screen.press('p');
    await screen.until((picture) => picture.includes('FROZEN'));
    screen.press('\u0003');
    await screen.ended;
  });
});

describe('the window', () => {
  test('any storm of sizes ends in a whole picture of the last one, and nothing scrolls', async () => {
    const screen = open();
    await screen.until((picture) => picture.includes('AAAUSDT'));
    for (let i = 0; i < 40; i++) screen.resize(20 + ((i * 37) % 160), 5 + ((i * 13) % 60));
    screen.resize(80, 24);
    const picture = await screen.until((now) => now.split('\n')[22]?.startsWith('  q quit') === true);
    expect(picture.split('\n')[0]).toContain('EMULATOR');
    expect(picture.split('\n')[21]).toMatch(/^╰─+╯$/);
    expect(picture.split('\n')[23]).toBe('');
    screen.resize(40, 10);
    await screen.until((now) => now.includes('too small: 40x10'));
    screen.press('\u0003');
    await screen.ended;
    expect(screen.terminal.scrolls).toBe(0);
  });
});

describe('stopping', () => {
  test('Ctrl-Z after a yes gives the shell its terminal; fg comes back whole', async () => {
    const shell = openPty('bash', ['--norc', '--noprofile', '-i'], {
      columns: 100,
      rows: 30,
      variables: { PS1: '$ ' },
    });
    await shell.until((picture) => picture.includes('$'));
    shell.press(`${process.execPath} ${program.path} 12 20 60\r`);
    await shell.until((picture) => picture.includes('AAAUSDT'));
    shell.press('\u001a');
    await shell.until((picture) => picture.includes('y/N'));
    shell.press('y');
    await shell.until((picture) => picture.includes('Stopped'));
    expect(shell.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
    shell.press('fg\r');
    await shell.until((picture) => picture.includes('AAAUSDT') && picture.includes('q quit'));
    expect(shell.terminal.modes.isAlternate).toBe(true);
    shell.press('\u0003');
    await shell.until((picture) => picture.includes('ended'));
    shell.press('exit\r');
    await shell.ended;
  });
});

describe('ends that nobody planned', () => {
  test('an error inside the tree of components gives the terminal back, and is an error', async () => {
    const screen = open({ variables: { SCREEN_CRASH: 'component' } });
    expect(await screen.ended).not.toBe(0);
    await screen.until((picture) => picture.includes('broken on purpose'));
    expect(screen.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
  });

  test('a second Ctrl-C, while the first one is being obeyed, ends it within five seconds with the terminal clean', async () => {
    const screen = open({ variables: { SCREEN_SLOW_QUIT: '1' } });
    await screen.until((picture) => picture.includes('AAAUSDT'));
    screen.press('\u0003');
    await screen.until(() => !screen.terminal.modes.isAlternate);
    const startMs = performance.now();
    screen.press('\u0003');
    await screen.ended;
    expect(performance.now() - startMs).toBeLessThan(5_000);
    expect(screen.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
  });
});
