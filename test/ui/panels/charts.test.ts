// Charts: what a line does at gaps, where thresholds and marks lie, and whole frames.

import { describe, expect, test } from 'vitest';
import { SCREEN_TEXTS } from '../../../src/text/screen-text.js';
import { ASCII_GLYPHS } from '../../../src/ui/glyphs.js';
import {
  chartsPanel,
  cvdZPanel,
  fusionPanel,
  ofiZPanel,
  pricePanel,
  shareRows,
} from '../../../src/ui/panels/charts.js';
import { expectGoldens, panelInput, textOf } from '../../support/panel-frames.js';
import {
  NOON_US,
  symbolDetail,
  symbolSummary,
  watchRow,
  watchSignal,
  watchSnapshot,
} from '../../support/watch-sample.js';
import { minuteSeries } from '../../support/watch-series.js';

const snapshot = watchSnapshot({ detail: symbolDetail({ series: minuteSeries() }) });
const input = panelInput({ snapshot, width: 72, height: 14 });

describe.each([
  ['price', pricePanel],
  ['ofi-z', ofiZPanel],
  ['cvd-z', cvdZPanel],
  ['fusion', fusionPanel],
])('%s', (name, panel) => {
  test('frames', () => {
    expectGoldens(name, panel, { input, sizes: [[72, 14], [40, 8], [20, 4]] }); // prettier-ignore
  });
});

test('charts, stacked', () => {
  expectGoldens('charts', chartsPanel, { input, sizes: [[96, 32], [60, 18], [30, 8]] }); // prettier-ignore
});

describe('rows are shared', () => {
  test('four charts, price the highest', () => {
    expect(shareRows(23)).toEqual([
      { name: 'price', rows: 8 },
      { name: 'ofiZ', rows: 5 },
      { name: 'cvdZ', rows: 5 },
      { name: 'fusion', rows: 5 },
    ]);
  });
  test('in a low window price and OFI', () => {
    expect(shareRows(8).map(({ name }) => name)).toEqual(['price', 'ofiZ']);
    expect(shareRows(1)).toEqual([{ name: 'price', rows: 1 }]);
  });
});

describe('a window too low for all charts', () => {
  const at = (width: number, height: number, change: Partial<typeof input.view> = {}) =>
    textOf(chartsPanel({ ...input, width, height, view: { ...input.view, ...change } }));
  const head = (text: string): string => text.split('\n')[0] ?? '';

  test('names those that are not shown, and the key that shows them', () => {
    expect(head(at(60, 13))).toContain('not shown: CVD z (c)');
    expect(at(60, 13)).toContain('fusion ');
    expect(head(at(60, 9))).toContain('not shown: CVD z, fusion (c)');
    expect(head(at(40, 9))).toContain('2 more: c');
  });

  test('says nothing where all are there', () => {
    expect(at(96, 32)).not.toContain('not shown');
  });

  test('the chart that was asked for has all the room', () => {
    const alone = at(60, 13, { chart: 'cvdZ' });
    expect(head(alone)).toMatch(/^CVD z .*not shown: price, OFI z, fusion \(c\)$/);
    expect(alone.match(/limit/g)).toHaveLength(1);
    expect(alone.split('\n')).toHaveLength(13);
  });
});

describe('thresholds come from the configuration', () => {
  const scaleOf = (ofiThreshold: number): string => {
    const config = { ...snapshot.config, signal: { ...snapshot.config.signal, ofiThreshold } };
    return textOf(ofiZPanel({ ...input, snapshot: { ...snapshot, config } }));
  };
  test('a limit of 6 widens the scale', () => {
    expect(scaleOf(2)).toContain('limit 2');
    expect(scaleOf(2)).not.toContain('+6');
    expect(scaleOf(6)).toMatch(/limit 6[^]*├\+6/);
  });
});

describe('what is missing says why', () => {
  const withRow = (change: Parameters<typeof watchRow>[0], sync: 'synced' | 'stale' = 'synced') => ({
    ...input,
    snapshot: watchSnapshot({
      detail: symbolDetail({ series: minuteSeries() }),
      symbols: [symbolSummary({ row: watchRow(change), sync, lastMessageUs: NOON_US - 3_200_000 })],
    }),
  });
  test('a warming z', () => {
    const frame = ofiZPanel(withRow({ ofiZ: null, ofiReason: 'warming', ofiSamples: 212 }));
    expect(textOf(frame)).toContain('OFI z warming 212/300, 9 s');
  });
  test('a lost book, and how old the data is', () => {
    const frame = pricePanel(withRow({ mid: null, bookReason: 'unsynced' }, 'stale'));
    expect(textOf(frame)).toContain('price book waits for a snapshot  stale 3.2 s old');
  });
  test('no symbol in view', () => {
    const none = chartsPanel({ ...input, snapshot: watchSnapshot({ detail: null }) });
    expect(textOf(none)).toContain('no symbol in view');
  });
});

describe('lines', () => {
  const rowsOf = (series: Partial<ReturnType<typeof minuteSeries>>): string => {
    const detail = symbolDetail({ series: { ...minuteSeries(), marks: [], ...series } });
    const ascii = { ...input, width: 40, height: 10, glyphs: ASCII_GLYPHS };
    return textOf(cvdZPanel({ ...ascii, snapshot: watchSnapshot({ detail }) }));
  };
  const at = (seconds: number): number => NOON_US - 60_000_000 + seconds * 1_000_000;
  const points = { stepUs: 500_000, timeUs: [at(10), at(10.5), at(50)], cvdZ: [-1, 1, 1], segment: [0, 0, 0] };
  test('neighbours are joined, points far apart are not', () => {
    const stars = rowsOf(points).split('*').length - 1;
    expect(stars).toBeGreaterThan(3);
    expect(stars).toBeLessThan(12);
  });
  test('a new segment breaks the line and is marked', () => {
    const broken = rowsOf({ ...points, segment: [0, 1, 1] });
    expect(broken).toContain(':');
    expect(broken.split('*').length - 1).toBe(3);
  });
  test('a null breaks the line', () => {
    expect(rowsOf({ ...points, cvdZ: [null, 1, null] }).split('*').length - 1).toBe(1);
  });
});

test('of many signals the foremost are marked, one in five cells', () => {
  const marks = Array.from({ length: 60 }, (_, i) =>
    watchSignal({
      timeUs: NOON_US - (i + 1) * 900_000,
      mid: 2512,
      strength: 1 + i / 100,
      kind: i === 7 ? 'fusion' : 'cvd',
    }),
  );
  const detail = symbolDetail({ series: { ...minuteSeries(), mid: minuteSeries().mid.map(() => 2512), marks } });
  const text = textOf(pricePanel({ ...input, width: 60, height: 8, snapshot: watchSnapshot({ detail }) }));
  expect(text.split('▲').length - 1).toBeLessThanOrEqual(12);
  expect(text.split('▲').length - 1).toBeGreaterThan(8);
});

test('Chinese', () => {
  expect(textOf(chartsPanel({ ...input, text: SCREEN_TEXTS.zh }))).toContain('价格');
});
