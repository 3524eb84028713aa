// Every key of the keymap, pressed on real screens in a pseudo-terminal: a capture, a dashboard that looks at it, and a replay.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEYMAP, worksIn } from '../../src/ui/keymap.js';
import { BINARY, ensureBuilt } from '../support/cli.js';
import { ROOT } from '../support/docs.js';
import { type EmulatorProcess, startEmulatorProcess } from '../support/emulator.js';
import { KEY_EFFECTS, type KeyStage } from '../support/key-effects.js';
import { type LiveScreen, openLiveScreen } from '../support/live-screen.js';
import { type PtyScreen, openPty } from '../support/pty-screen.js';

const GAPS = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');
const VARIABLES = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', V13_CONFIG: '', TZ: 'Asia/Tokyo' };
const SIZE = { columns: 120, rows: 40, variables: VARIABLES };
const SYMBOLS = ['BTCUSDT', 'ETHUSDT'] as const;
const WORDS = ['--lang', 'en', '--tz', 'UTC'];

const stages: Partial<Record<KeyStage['kind'], PtyScreen>> = {};
let emulator: EmulatorProcess;
let capture: LiveScreen;

const open = (...words: readonly string[]): PtyScreen => openPty(process.execPath, [BINARY, ...words, ...WORDS], SIZE);
const attached = (): PtyScreen => open('dashboard', '--attach', capture.data);
const replay = (): PtyScreen => open('replay', GAPS, '--tui', '--where', 'spread_ticks >= 1 for 200ms');
const overview = (picture: string): boolean => picture.includes('▶ BTCUSDT') && picture.includes('ETHUSDT');

beforeAll(async () => {
  ensureBuilt();
  emulator = await startEmulatorProcess(['--seed', '7', '--symbol', SYMBOLS.join(',')]);
  capture = openLiveScreen({ url: emulator.url, symbols: SYMBOLS.join(','), variables: VARIABLES });
  await capture.until(overview);
  Object.assign(stages, { capture, attached: attached(), replay: replay() });
  await stages.attached?.until(overview);
  await stages.replay?.until(overview);
});
afterAll(async () => {
  await emulator.stop();
  capture.remove();
});

const stageOf = (kind: KeyStage['kind']): KeyStage => ({
  ...{ screen: stages[kind]!, symbols: SYMBOLS, zone: 'Asia/Tokyo', kind },
});

const KEYS = KEYMAP.flatMap((binding) => binding.keys.map((key) => ({ key, binding })));

describe.each(['capture', 'attached', 'replay'] as const)('%s', (kind) => {
  const place = { isOverview: true, isReplay: kind === 'replay' };
  const working = KEYS.filter(({ binding }) => worksIn(binding, place) && KEY_EFFECTS[binding.action] !== null);

  test.each(working)('$key: $binding.action', async ({ key, binding }) => {
    await KEY_EFFECTS[binding.action]?.(stageOf(kind), key);
  });
});

describe('keys that end or stop, where nothing is lost by it', () => {
  test.each([
    ['attached', attached],
    ['replay', replay],
  ])('%s: q ends it without a question', async (_, start) => {
    const screen = start();
    await screen.until(overview);
    screen.press('q');
    expect(await screen.ended).toBe(0);
    expect(screen.terminal.modes.isAlternate).toBe(false);
  });

  test('Ctrl-Z leaves the screen at once, and comes back where there is no shell to come back to', async () => {
    const { screen } = stageOf('attached');
    const before = screen.raw().split('[?1049h').length;
    screen.press('\u001a');
    await screen.until((picture) => screen.raw().split('[?1049h').length > before && overview(picture));
    expect(screen.raw().split('[?1049l').length).toBeGreaterThan(1);
  });

  test.each(['attached', 'replay', 'capture'] as const)('%s: Ctrl-C ends it without a question', async (kind) => {
    const { screen } = stageOf(kind);
    screen.press('\u0003');
    expect(await screen.ended).toBe(0);
    expect(screen.terminal.modes).toEqual({ isAlternate: false, hasCursor: true, wraps: true });
    expect(screen.terminal.scrolls).toBe(0);
  });
});
