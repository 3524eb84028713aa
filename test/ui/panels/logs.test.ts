// Lists of signals, alerts and troubles: words, order, marks, scrolling.

import { describe, expect, test } from 'vitest';
import { SCREEN_TEXTS } from '../../../src/text/screen-text.js';
import { ASCII_GLYPHS } from '../../../src/ui/glyphs.js';
import { alertsPanel, signalsPanel, troublesPanel } from '../../../src/ui/panels/logs.js';
import { expectGoldens, panelInput, textOf } from '../../support/panel-frames.js';
import { NOON_US, symbolDetail, watchSignal, watchSnapshot } from '../../support/watch-sample.js';

const signals = [
  watchSignal(),
  watchSignal({ kind: 'fusion', side: 'sell', value: -3.25, strength: 1.3, timeUs: NOON_US - 8_000_000 }),
  watchSignal({
    kind: 'divergence',
    side: 'none',
    label: 'inconsistent',
    value: 0.6,
    strength: null,
    consistency: null,
  }),
  watchSignal({ symbol: 'BTCUSDT', kind: 'cvd', side: 'sell', value: -1.4, strength: 1.4 }),
];
const alerts = [
  { timeUs: NOON_US - 1_000_000, symbol: 'ETHUSDT', rule: 'ofi_z > 3', text: 'ofi_z 3.42', isActive: true },
  { timeUs: NOON_US - 9_000_000, symbol: null, rule: 'disk', text: '4.2 GB left', isActive: false },
];
const troubles = [{ timeUs: NOON_US - 1_000_000, kind: 'resync', text: 'ETHUSDT: pu 12 does not follow 10' }];
const snapshot = watchSnapshot({ detail: symbolDetail({ signals }), alerts, troubles });
const input = panelInput({ snapshot, height: 6, marked: 1, width: 72 });

describe.each([
  ['signals', signalsPanel],
  ['alerts', alertsPanel],
  ['troubles', troublesPanel],
])('%s', (name, panel) => {
  test('frames', () => {
    expectGoldens(name, panel, { input, sizes: [[72, 6], [44, 5], [18, 2]] }); // prettier-ignore
  });
  test('nothing yet', () => {
    const none = watchSnapshot({ detail: symbolDetail({ signals: [] }) });
    expect(textOf(panel({ ...input, snapshot: none })).trim()).toMatch(/^no (signal yet|alerts|troubles)$/);
  });
});

test('an alert names its symbol once, whatever its sentence begins with', () => {
  const sentences = ['ETHUSDT: messages are missing', 'ETHUSDT has not been heard for 12 s', 'ETHUSDT：消息缺失'];
  const named = sentences.map((text, i) => ({
    timeUs: NOON_US - i,
    symbol: 'ETHUSDT',
    rule: 'gap',
    text,
    isActive: true,
  }));
  const shown = textOf(alertsPanel({ ...input, snapshot: watchSnapshot({ alerts: named }) }));
  for (const line of shown.split('\n').slice(0, 3)) expect(line.split('ETHUSDT')).toHaveLength(2);
  expect(shown).toContain('messages are missing');
  expect(shown).toContain('has not been heard for 12 s');
});

test.each([20, 24, 30, 39])('%i cells name the symbol and the rule of an alert', (width) => {
  const named = [
    { timeUs: NOON_US, symbol: 'ETHUSDT', rule: 'resync', text: 'ETHUSDT: the book was taken anew', isActive: true },
  ];
  const shown = textOf(alertsPanel({ ...input, width, snapshot: watchSnapshot({ alerts: named }) }));
  expect(shown).toMatch(/! +ETHUSDT resync/);
});

test('of one symbol in a narrow panel, strength and consistency are there, and the symbol is not', () => {
  const detail = symbolDetail({ signals: signals.filter(({ symbol }) => symbol === 'ETHUSDT'), ownSignals: true });
  const frame = signalsPanel({ ...input, width: 42, marked: null, snapshot: watchSnapshot({ detail }) });
  const [titles, first, fused, diverged] = textOf(frame).split('\n');
  expect(titles).toMatch(/^ time +kind +value +strength +cons\.$/);
  expect(first).toMatch(/^ \S+ OFI +▲\+\S+ +\d\.\d\dx/);
  expect(fused).toMatch(/fusion +▼-3\.25 +1\.30x/);
  expect(diverged).toMatch(/div\. +· conflict/);
});

describe('the marked entry', () => {
  test('is inverse over its whole line, with a pointer', () => {
    const frame = signalsPanel(input);
    const inverse = frame.filter((line) => line.length > 0 && line.every(({ isInverse }) => isInverse === true));
    expect(inverse).toHaveLength(1);
    expect(textOf(inverse)).toMatch(/^▶11:59:52 ETHUSDT fusion +▼ sell/);
  });
  test('is scrolled into view', () => {
    const far = signalsPanel({ ...input, height: 3, marked: 3 });
    expect(textOf(far)).toContain('BTCUSDT');
  });
  test('may be beyond the list', () => {
    expect(textOf(signalsPanel({ ...input, marked: 99 }))).not.toContain('▶');
  });
});

test('a strength of 1.3 of 3 fills 2.6 of six cells', () => {
  expect(textOf(signalsPanel(input))).toMatch(/██▋ +1\.30x/);
});

test('signs and words in ASCII and Chinese', () => {
  expect(textOf(signalsPanel({ ...input, glyphs: ASCII_GLYPHS }))).toMatch(/fusion +- sell +-3\.25/);
  expect(textOf(signalsPanel({ ...input, text: SCREEN_TEXTS.zh }))).toContain('背离');
});
