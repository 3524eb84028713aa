// What keys, snapshots and time do to the model.

import { describe, expect, test } from 'vitest';
import type { WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { frameText } from '../../src/ui/draw-text.js';
import { frameOf } from '../../src/ui/frame.js';
import { type ScreenModel, symbolInView } from '../../src/ui/model.js';
import { shownSymbols } from '../../src/ui/moving.js';
import { update } from '../../src/ui/update.js';
import { LARGE, MIDWAY, pressKeys, startModel } from '../support/screen-model.js';
import { screenSnapshot } from '../support/screen-sample.js';
import { NOON_US, symbolDetail, watchSignal } from '../support/watch-sample.js';

const PLAYER = MIDWAY;
const start = (snapshot: WatchSnapshot = screenSnapshot(), opensAlone = true): ScreenModel =>
  startModel(snapshot, { opensAlone });
const press = pressKeys;
const replay = (change = {}) => start(screenSnapshot({ source: 'replay', player: { ...PLAYER, ...change } }));

describe('a jump that finds nothing', () => {
  const missing = (count: number) =>
    screenSnapshot({
      source: 'replay',
      player: { ...PLAYER, missed: { to: 'signal', direction: 'next', count } },
    });

  test('says so once, and again at the next one', () => {
    const told = update(replay(), { kind: 'snapshot', snapshot: missing(1), nowMs: 200 });
    expect(told.notice?.text).toBe('no later signal');
    const later = update(told, { kind: 'snapshot', snapshot: missing(1), nowMs: 9_000 });
    expect(later.notice).toBeNull();
    expect(update(later, { kind: 'snapshot', snapshot: missing(2), nowMs: 9_100 }).notice?.text).toBe(
      'no later signal',
    );
  });
});

describe('quitting', () => {
  test('a capture asks, and y alone is a yes', () => {
    expect(press(start(), 'q').prompt).toEqual({ kind: 'confirm', what: 'quit' });
    expect(press(start(), 'q').effects).toEqual([]);
    expect(press(start(), 'q', 'y').effects).toEqual([{ kind: 'quit' }]);
    expect(press(start(), 'q', 'Enter')).toMatchObject({ prompt: null, effects: [] });
  });

  test('what only looks does not ask, and Ctrl-C never does', () => {
    expect(press(start(screenSnapshot({ source: 'attached' })), 'q').effects).toEqual([{ kind: 'quit' }]);
    expect(press(start(), '/', 'Ctrl-C').effects).toEqual([{ kind: 'quit' }]);
    expect(press(start(), 'Ctrl-Z').prompt).toEqual({ kind: 'confirm', what: 'suspend' });
  });
});

describe('the first view', () => {
  const alone = (): WatchSnapshot => ({ ...screenSnapshot(), symbols: screenSnapshot().symbols.slice(1, 2) });

  test('a symbol that is alone opens by itself, once', () => {
    const opened = start(alone());
    expect(opened).toMatchObject({ view: 'symbol', focus: 'charts', symbol: 'BTCUSDT' });
    const back = press(opened, 'Esc');
    expect(update(back, { kind: 'snapshot', snapshot: alone(), nowMs: 200 }).view).toBe('overview');
  });

  test('several symbols, none yet, or a view that was asked for: it stays', () => {
    expect(start(alone(), false).view).toBe('overview');
    expect(start().view).toBe('overview');
    expect(start({ ...screenSnapshot(), symbols: [] }).view).toBe('overview');
  });
});

describe('help', () => {
  const scroll = (...keys: string[]): number | undefined =>
    press(update(start(), { kind: 'resize', size: { columns: 80, rows: 24 } }), '?', ...keys).overlay?.scroll;

  test('End goes to its last line, and no key goes beyond', () => {
    const last = scroll('End') ?? 0;
    expect(last).toBeGreaterThan(10);
    expect(scroll('PageDown', 'PageDown', 'PageDown', 'PageDown')).toBe(last);
    expect(scroll('End', 'k')).toBe(last - 1);
    expect(scroll('End', 'Home')).toBe(0);
  });
});

test('a process elsewhere that is silent: the header tells the age, though its clock goes on', () => {
  const link = { isConnected: false, answeredUs: NOON_US - 42e6 };
  const header = (of: Partial<WatchSnapshot>) =>
    frameText(frameOf(start(screenSnapshot({ source: 'attached', nowUs: NOON_US, ...of })), LARGE)).split('\n')[0];
  expect(header({ link })).toContain('data 42 s old');
  expect(header({ link: { isConnected: true, answeredUs: NOON_US - 100_000 } })).not.toContain('old');
});

describe('the overview', () => {
  test('the selection stays on its symbol when the order changes', () => {
    const model = press(start(), 'j', 'j');
    const symbol = symbolInView(model);
    expect(symbol).toBe('ETHUSDT');
    const sorted = press(model, 's', 'S');
    expect(sorted.sort).toEqual({ column: 'price', isReverse: true });
    expect(symbolInView(sorted)).toBe(symbol);
    expect(shownSymbols(sorted)).not.toEqual(shownSymbols(model));
  });

  test('unknown values come last in either order', () => {
    const byPrice = press(start(), 's');
    expect(shownSymbols(byPrice)[0]).toBe('BTCUSDT');
    expect(shownSymbols(byPrice).slice(-2)).toEqual(['XRPUSDT', '币安人生USDT']);
    expect(shownSymbols(press(byPrice, 'S')).slice(-2)).toEqual(['XRPUSDT', '币安人生USDT']);
  });

  test('the filter follows each letter; Enter keeps it, Esc takes it back', () => {
    const typing = press(start(), '/', 's', 'o');
    expect(shownSymbols(typing)).toEqual(['SOLUSDT']);
    expect(press(typing, 'Enter')).toMatchObject({ filter: 'so', prompt: null });
    expect(press(typing, 'Esc')).toMatchObject({ filter: '', prompt: null });
    expect(press(typing, 'Backspace').filter).toBe('s');
    expect(symbolInView(press(typing, 'Enter', 'Enter'))).toBe('SOLUSDT');
  });
});

describe('holding the display', () => {
  test('what comes in is not shown until it goes on', () => {
    const held = press(start(), 'p');
    const later = screenSnapshot({ nowUs: NOON_US + 5e6 });
    const still = update(held, { kind: 'snapshot', snapshot: later, nowMs: 5000 });
    expect(still.snapshot?.nowUs).toBe(NOON_US);
    const going = update(press(still, 'p'), { kind: 'snapshot', snapshot: later, nowMs: 5100 });
    expect(going.snapshot?.nowUs).toBe(NOON_US + 5e6);
  });

  test('on its way to a place a replay stops there, and at its end it says what to do', () => {
    for (const key of ['Esc', 'p']) {
      const stopped = press(replay({ state: 'seeking' }), key);
      expect(stopped.effects).toEqual([{ kind: 'paused', isPaused: true }]);
    }
    const ended = press(replay({ state: 'ended' }), 'Space');
    expect(ended.effects).toEqual([]);
    expect(ended.notice?.text).toContain('at the end');
  });

  test('a replay pauses its player instead', () => {
    expect(press(replay(), 'p')).toMatchObject({ frozenMs: null, effects: [{ kind: 'paused', isPaused: true }] });
    expect(press(replay({ state: 'paused' }), 'Space').effects).toEqual([{ kind: 'paused', isPaused: false }]);
  });
});

describe('replay keys', () => {
  test.each([
    ['n', { kind: 'jump', to: 'signal', direction: 'next', symbol: null }],
    ['G', { kind: 'jump', to: 'gap', direction: 'previous', symbol: null }],
    ['>', { kind: 'speed', speed: 2 }],
    ['<', { kind: 'speed', speed: 0.5 }],
    [',', { kind: 'step', symbol: null }],
    ['.', { kind: 'step', symbol: '1000PEPEUSDT' }],
  ])('%s', (key, effect) => {
    expect(press(replay(), key).effects).toEqual([effect]);
  });

  test('a time that is typed is gone to; what is none says so', () => {
    expect(press(replay(), ':', '1', '2', ':', '3', '0', 'Enter').effects).toEqual([
      { kind: 'seek', timeUs: NOON_US + 1.8e9 },
    ]);
    const wrong = press(replay(), ':', 'x', 'Enter');
    expect(wrong.effects).toEqual([]);
    expect(wrong.notice?.text).toContain('no such time');
  });

  test('they do nothing in a capture', () => {
    expect(press(start(), 'n', 'g', '.', ':')).toMatchObject({ effects: [], prompt: null });
  });
});

describe('views and panels', () => {
  test('Enter opens the symbol, Esc comes back', () => {
    const open = press(start(), 'j', 'Enter');
    expect(open).toMatchObject({ view: 'symbol', focus: 'charts', symbol: 'BTCUSDT' });
    expect(press(open, 'l').symbol).toBe('ETHUSDT');
    expect(press(open, 'Esc')).toMatchObject({ view: 'overview', focus: 'overview', symbol: 'BTCUSDT' });
  });

  test('Enter on a signal asks why, and the answer is shown', () => {
    const asked = press(start(), '2', 'Tab', 'Enter');
    const signal = asked.snapshot!.detail!.signals[0]!;
    expect(asked.effects).toEqual([{ kind: 'why', signal }]);
    const told = update(asked, { kind: 'why', signal, lines: ['so'] });
    expect(told.overlay).toMatchObject({ kind: 'why', lines: ['so'] });
    expect(update(asked, { kind: 'why', signal: watchSignal(), lines: ['late'] }).overlay).toMatchObject({
      lines: null,
    });
  });

  test('the mark stays on its signal while newer ones come in', () => {
    const signals = [1, 2, 3].map((i) => watchSignal({ timeUs: NOON_US - i * 1e6 }));
    const of = (list: typeof signals) => screenSnapshot({ detail: symbolDetail({ signals: list }) });
    const marked = press(start(of(signals)), '2', 'Tab', 'j');
    const newer = [watchSignal({ timeUs: NOON_US }), ...signals];
    expect(update(marked, { kind: 'snapshot', snapshot: of(newer), nowMs: 900 }).marked.signals).toBe(2);
  });

  test('c shows each chart alone, then all again; from another view it comes to the charts', () => {
    const shown = (...keys: string[]) => press(start(), '2', ...keys).choices.chart;
    expect(shown('c')).toBe('price');
    expect(shown('c', 'c', 'c')).toBe('cvdZ');
    expect(shown('c', 'c', 'c', 'c', 'c')).toBeNull();
    expect(press(start(), '2', 'Tab', 'c')).toMatchObject({ view: 'symbol', focus: 'charts' });
    expect(press(start(), '3', 'c')).toMatchObject({ view: 'symbol', focus: 'charts', choices: { chart: 'price' } });
    expect(press(start(), 'c').choices.chart).toBeNull();
  });

  test('toggles go round', () => {
    expect(press(start(), 'u', 'b', 't').choices).toMatchObject({ quantity: 'quote', spread: 'bp' });
    expect(press(start(), 'z').choices.timeZone).toBe('Asia/Shanghai');
    expect(press(start(), '+').choices.spanUs).toBe(300e6);
  });
});

describe('Enter in the view of alerts', () => {
  const text = 'ETHUSDT: trades 2031199716 to 2031199717 stay missing: the exchange does not have them';
  const snapshot = screenSnapshot({
    troubles: [{ timeUs: NOON_US, kind: 'open_hole', text }],
    alerts: [
      { timeUs: NOON_US, symbol: 'ETHUSDT', rule: 'gap', text: 'ETHUSDT: messages are missing', isActive: true },
    ],
  });

  test('shows the marked alert in full, Esc closes it', () => {
    const opened = press(start(snapshot), '6', 'Enter');
    const lines = [
      expect.stringMatching(/ 12:00:00\.000 UTC$/),
      'on',
      'ETHUSDT',
      'gap',
      'ETHUSDT: messages are missing',
    ];
    expect(opened.overlay).toMatchObject({ kind: 'entry', lines });
    expect(press(opened, 'Esc')).toMatchObject({ overlay: null, view: 'alerts' });
  });

  test('shows the marked trouble in full', () => {
    expect(press(start(snapshot), '6', 'Tab', 'Enter').overlay).toMatchObject({ lines: { 1: 'open hole', 2: text } });
  });

  test('does nothing where there is none', () => {
    expect(press(start(), '6', 'Tab', 'Enter').overlay).toBeNull();
  });
});
