// Troubles and alerts as the dashboard shows them: in Chinese no English word is left that is not a name.

import { describe, expect, test } from 'vitest';
import type { CaptureEvent } from '../../../src/assembly/capture/event-log.js';
import { troubleText } from '../../../src/assembly/watch/trouble-log.js';
import { ALL_SYMBOLS, FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { QUALITY_RULES } from '../../../src/core/alert/quality-figures.js';
import { TROUBLE_KINDS, replayedTroubleText } from '../../../src/core/watch/replayed.js';
import { explainClose } from '../../../src/exchange/binance/venue-failure.js';
import { SCREEN_TEXTS } from '../../../src/text/screen-text.js';
import { chineseWords } from '../../../src/text/zh/words.js';

const { message } = chineseWords();

/** Words of the trade that stay, and the routes of the exchange. */
const NAMES = new Set(['id', 'REST', 'ms', 'pong', 'JSON', 'public', 'market']);

const englishWords = (text: string): string[] =>
  (text.replaceAll(/"[^"]*"|“[^”]*”/g, '').match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !NAMES.has(word) && !/USDT$/.test(word),
  );

const CLOSED = `the connection ended, ${explainClose(1008, 'Too many requests')}`;
const symbols = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT'];

const CAPTURED: Readonly<Record<CaptureEvent, readonly Readonly<Record<string, unknown>>[]>> = {
  disconnect: [
    ...[1000, 1001, 1006, 1007, 1008, 1009, 1011, 1012, 1013].map((code) => ({
      symbols: null,
      reason: `the connection ended, ${explainClose(code, '')}`,
    })),
    { symbols, reason: CLOSED },
  ],
  silence: [{ symbols: ['ETHUSDT'], reason: 'half open: no frame and no pong for 20 s' }],
  rest_failure: [{ symbols: ['ETHUSDT'], reason: 'the connection to the exchange has been closed' }],
  gap: ['depth', 'trade'].flatMap((stream) => [
    { symbol: 'ETHUSDT', stream, fromId: 5, toId: 9 },
    { symbol: 'ETHUSDT', stream, fromId: 5, toId: 4 },
  ]),
  resync: [{ symbol: 'ETHUSDT', lastId: 9 }],
  healed: [{ symbol: 'ETHUSDT', fromId: 5, toId: 9 }],
  open_hole: [{ text: 'ETHUSDT: trades 5–9, 12 stay missing: the exchange does not have them' }],
  rollover: [{ route: 'public', streams: 4, handed_over: 3 }],
  stall: [{ queuedBytes: 7 }],
  disk: [{ freeBytes: 5 }],
  clock_step: [{ stepUs: 2e6 }],
  malformed: [{ bytes: 3 }],
};

const captured = Object.entries(CAPTURED).flatMap(([event, all]) =>
  all.map((fields) => troubleText(event as CaptureEvent, fields)),
);

test.each(captured)('of a capture: %s', (text) => {
  expect(englishWords(message(text))).toEqual([]);
});

test.each(['connection /public is cut', 'connection /market is silent', 'a REST call of /market failed'])(
  'warned of as well: %s',
  (head) => {
    expect(englishWords(message(`${head}: ${CLOSED}`))).toEqual([]);
  },
);

describe('of a replay', () => {
  const batch = createEventBatch(8);
  const textOf = (kind: number, flags: number, symbol: string | null): string => {
    batch.kind[0] = kind;
    batch.flags[0] = flags;
    batch.symbol[0] = symbol === null ? ALL_SYMBOLS : 0;
    batch.id1[0] = 5;
    batch.id2[0] = 9;
    return replayedTroubleText(batch, 0, symbol);
  };

  test.each(Object.keys(TROUBLE_KINDS).map(Number))('kind %i', (kind) => {
    for (const flags of [0, FLAG.tradeStream]) {
      for (const symbol of [null, 'ETHUSDT']) {
        const text = textOf(kind, flags, symbol);
        expect(englishWords(message(text)), text).toEqual([]);
      }
    }
  });

  test('a gap is said as the capture says it', () => {
    const fields = { symbol: 'ETHUSDT', stream: 'trade', fromId: 5, toId: 9 };
    expect(textOf(KIND.gap, FLAG.tradeStream, 'ETHUSDT')).toBe(troubleText('gap', fields));
  });
});

test('every kind of trouble and every alert of data quality has its word', () => {
  const kinds = [...Object.keys(CAPTURED), ...Object.values(TROUBLE_KINDS), 'warning', 'link'];
  for (const { panels } of [SCREEN_TEXTS.en, SCREEN_TEXTS.zh]) {
    expect(Object.keys(panels.troubles.kinds)).toEqual(expect.arrayContaining(kinds));
    expect(Object.keys(panels.alerts.rules).sort()).toEqual([...QUALITY_RULES].sort());
  }
  const { troubles, alerts } = SCREEN_TEXTS.zh.panels;
  expect(englishWords([...Object.values(troubles.kinds), ...Object.values(alerts.rules)].join(' '))).toEqual([]);
});
