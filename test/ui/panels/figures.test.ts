// Panels of the machinery: latency, sequence, writer, connections.

import { describe, expect, test } from 'vitest';
import { SCREEN_TEXTS } from '../../../src/text/screen-text.js';
import { connectionsPanel } from '../../../src/ui/panels/connections.js';
import { latencyPanel } from '../../../src/ui/panels/latency.js';
import { sequencePanel } from '../../../src/ui/panels/sequence.js';
import { secondsLeft, writerPanel } from '../../../src/ui/panels/writer.js';
import { cellsWith, expectGoldens, panelInput, textOf } from '../../support/panel-frames.js';
import {
  NOON_US,
  connectionFigures,
  latencyFigures,
  symbolDetail,
  watchSnapshot,
  writerFigures,
} from '../../support/watch-sample.js';

const input = panelInput();

describe('latency', () => {
  test('frames', () => {
    expectGoldens('latency', latencyPanel, { input, sizes: [[60, 12], [40, 8], [22, 4]] }); // prettier-ignore
  });
  const textWith = (change: Parameters<typeof latencyFigures>[0]): string =>
    textOf(latencyPanel({ ...input, snapshot: watchSnapshot({ latency: latencyFigures(change) }) }));
  test.each([
    ['offset', 'clock offset 40.0 ±1.50 ms'],
    ['excess', 'excess over the trailing minimum'],
    [null, 'clock offset not measured yet'],
  ] as const)('corrected by %s', (correctedBy, wanted) => {
    expect(textWith({ correctedBy })).toContain(wanted);
  });
  test('a replay has no pipeline', () => {
    expect(textWith({ pipeline: null })).toMatch(/pipeline +- +- +- +- +-/);
  });
  test('nothing yet', () => {
    expect(textWith({ raw: null, corrected: null, histogram: null })).toContain('no latencies yet');
  });
  test('a single message in a bin is seen beside thousands', () => {
    const text = textWith({ histogram: { fromMs: 0, stepMs: 1, counts: [9000, 0, 1] } });
    const rows = text.split('\n');
    expect(rows.at(-2)).toMatch(/^█{20} {20}[▁▂▃▄▅▆▇█]{20}$/);
    expect(rows.at(-1)).toMatch(/^0\.00 .*raw, counts log scale.* 3\.00 ms$/);
  });
});

describe('sequence', () => {
  test('frames', () => {
    expectGoldens('sequence', sequencePanel, { input, sizes: [[60, 12], [72, 6], [24, 5]] }); // prettier-ignore
  });
  test.each(['en', 'zh'] as const)('no label is cut in the column of a wide window, %s', (lang) => {
    const span = { avg: 7830, p95: 7980, max: 8000 };
    const detail = symbolDetail({ sequence: { ...symbolDetail().sequence, batchSpan: span } });
    const snapshot = watchSnapshot({ detail });
    const text = textOf(sequencePanel({ ...input, text: SCREEN_TEXTS[lang], snapshot, width: 34, height: 15 }));
    expect(text).not.toContain(input.glyphs.ellipsis);
    expect(text).toContain('7.83k/7.98k/8.00k');
  });
  test('counts stand out where they are not zero', () => {
    const frame = sequencePanel(input);
    const row = (label: string) => frame.find((line) => line[0]?.text.startsWith(label)) ?? [];
    expect(row('holes open').at(-1)).toMatchObject({ text: '1', tone: 'bad' });
    expect(row('crossed').at(-1)).toMatchObject({ text: '0', tone: 'plain' });
    expect(row('last u').at(-1)).toMatchObject({ text: '5012345678' });
  });
  test('what is not known yet', () => {
    const sequence = { ...symbolDetail().sequence, lastTradeId: null, recoveryMs: null };
    const text = textOf(sequencePanel({ ...input, snapshot: watchSnapshot({ detail: symbolDetail({ sequence }) }) }));
    expect(text).toMatch(/last trade id +-\n/);
    expect(text).toMatch(/recovery p50\/max +-\n/);
  });
});

describe('writer', () => {
  test('frames', () => {
    expectGoldens('writer', writerPanel, { input, sizes: [[60, 12], [90, 5], [26, 4]] }); // prettier-ignore
  });
  test('210 GB at 50 kB/s last 4,200,000 s: 48 days and 14 hours', () => {
    expect(secondsLeft(writerFigures())).toBe(4_200_000);
    expect(textOf(writerPanel(input))).toMatch(/full in +48d 14h/);
  });
  test.each([
    [2000, 'bad'],
    [50_000, 'warn'],
    [100_000, 'plain'],
  ])('full in %s s is %s', (seconds, tone) => {
    const writer = writerFigures({ diskFreeBytes: seconds * 50_000 });
    const frame = writerPanel({ ...input, snapshot: watchSnapshot({ writer }) });
    expect(frame.find((line) => line[0]?.text.startsWith('full'))?.at(-1)?.tone).toBe(tone);
  });
  test('a pause of REST runs down, and goes', () => {
    const textAt = (restPausedUntilUs: number): string =>
      textOf(writerPanel({ ...input, snapshot: watchSnapshot({ writer: writerFigures({ restPausedUntilUs }) }) }));
    expect(textAt(NOON_US + 30_000_000)).toMatch(/REST paused for +30 s/);
    expect(textAt(NOON_US - 1)).not.toContain('paused');
  });
  test('stalls stand first once there are some', () => {
    const first = (stalls: number): string =>
      textOf(writerPanel({ ...input, snapshot: watchSnapshot({ writer: writerFigures({ stalls }) }) })).split(
        '\n',
      )[0] ?? '';
    expect(first(0)).toMatch(/^queue/);
    expect(first(2)).toMatch(/^stalls +2$/);
  });
  test('a replay writes nothing', () => {
    expect(textOf(writerPanel({ ...input, snapshot: watchSnapshot({ writer: null }) }))).toContain(
      'nothing is written',
    );
  });
});

describe('connections', () => {
  const connections = [
    connectionFigures(),
    connectionFigures({ name: 'market-1', route: 'market', silent: ['ethusdt@aggTrade'], acknowledged: 11 }),
    connectionFigures({
      name: 'market-2',
      route: 'market',
      state: 'backoff',
      ageMs: null,
      lastMessageUs: null,
      nextRollOverUs: null,
      attempts: 4,
      lastError: 'connect ECONNREFUSED',
    }),
  ];
  const three = { ...input, snapshot: watchSnapshot({ connections }) };
  test('frames', () => {
    expectGoldens('connections', connectionsPanel, { input: three, sizes: [[100, 7], [60, 6], [28, 4]] }); // prettier-ignore
  });
  test('streams that are not acknowledged, silent ones, errors', () => {
    const frame = connectionsPanel({ ...three, width: 100 });
    expect(cellsWith(frame, '11/12')[0]?.tone).toBe('warn');
    expect(textOf(frame)).toContain('silent (1): ethusdt@aggTrade');
    expect(textOf(frame)).toContain('last error: connect ECONNREFUSED');
  });
  test('none', () => {
    const none = watchSnapshot({ connections: [] });
    expect(textOf(connectionsPanel({ ...input, snapshot: none, text: SCREEN_TEXTS.zh }))).toContain('无连接');
  });
});
