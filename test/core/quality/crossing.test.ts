// Crossed books in the quality of the data: counted, kept as incidents, and not covered while they last.

import { describe, expect, test } from 'vitest';
import type { CrossingEvent } from '../../../src/core/market/crossing.js';
import { qualityReport } from '../../../src/core/quality/quality-report.js';
import { warmQuality } from '../../../src/core/quality/range-start.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { type Row, batchOf } from './events.js';

const HEAD: readonly Row[] = [
  { kind: 'depthSnapshot', at: 0 },
  { kind: 'depthDelta', at: 1_000 },
  { kind: 'depthDelta', at: 3_000 },
];
const END: Row = { kind: 'depthDelta', at: 10_000 };

const crossing = (index: number, seconds: number, kind: CrossingEvent['kind'] = 'crossed'): CrossingEvent => ({
  index,
  timeUs: seconds * 1_000_000,
  symbol: 0,
  kind,
  bidTicks: 1_010,
  askTicks: 1_001,
});

function found(rows: readonly Row[], crossings: readonly CrossingEvent[]) {
  const state = initQuality();
  stepQuality(state, batchOf(rows), crossings);
  const { symbols, incidents, incidentCount } = qualityReport(state, ['ETHUSDT']);
  const { continuity, coverage } = symbols[0]!;
  return { crossings: continuity.crossings, seconds: coverage.coveredUs / 1e6, incidents, incidentCount };
}

describe('coverage ends where the book becomes crossed, and begins again', () => {
  const table: readonly (readonly [string, readonly Row[], readonly CrossingEvent[], number, number])[] = [
    ['never crossed', [...HEAD, END], [], 0, 10],
    ['when it is in order', [...HEAD, END], [crossing(1, 1), crossing(2, 3, 'uncrossed')], 1, 8],
    ['never, where it stays crossed', [...HEAD, END], [crossing(1, 1)], 1, 1],
    ['at the next snapshot', [...HEAD, { kind: 'depthSnapshot', at: 4_000 }, END], [crossing(1, 1)], 1, 7],
    ['not at a snapshot that is crossed', [...HEAD, { kind: 'depthSnapshot', at: 4_000 }, END], [crossing(3, 4)], 1, 4],
    ['not when the connection comes back', [...HEAD, { kind: 'disconnect', at: 4_000 }, END], [crossing(1, 1)], 1, 1],
    ['not at a gap', [...HEAD, { kind: 'gap', at: 4_000 }, END], [crossing(1, 1)], 1, 1],
    [
      'at the snapshot behind a gap',
      [...HEAD, { kind: 'gap', at: 4_000 }, { kind: 'resync', at: 5_000 }, { kind: 'depthSnapshot', at: 5_000 }, END],
      [crossing(1, 1)],
      1,
      6,
    ],
    ['as often as it is crossed', [...HEAD, END], [crossing(0, 0), crossing(1, 1, 'uncrossed'), crossing(2, 3)], 2, 2],
  ];
  test.each(table)('%s', (_, rows, crossings, count, seconds) => {
    expect(found(rows, crossings)).toMatchObject({ crossings: count, seconds });
  });
});

test('it is an incident with its prices; the end of it is none', () => {
  const { incidents, incidentCount } = found([...HEAD, END], [crossing(1, 1), crossing(2, 3, 'uncrossed')]);
  expect(incidentCount).toBe(1);
  expect(incidents).toEqual([
    {
      kind: 'crossed',
      timeUs: 1_000_000,
      symbol: 'ETHUSDT',
      stream: null,
      fromId: null,
      toId: null,
      recoveryUs: null,
      bidTicks: 1_010,
      askTicks: 1_001,
    },
  ]);
});

test('incidents stand in the order of events, within a batch too', () => {
  const rows: readonly Row[] = [...HEAD, { kind: 'gap', at: 4_000 }, END];
  expect(found(rows, [crossing(1, 1)]).incidents.map(({ kind }) => kind)).toEqual(['crossed', 'gap']);
});

describe('before the range', () => {
  const after = (crossings: readonly CrossingEvent[], rows: readonly Row[] = HEAD) => {
    const state = initQuality();
    warmQuality(state, batchOf(rows), crossings);
    stepQuality(state, batchOf([{ kind: 'depthDelta', at: 6_000 }, END]));
    const { continuity, coverage } = qualityReport(state, ['ETHUSDT']).symbols[0]!;
    return [continuity.crossings, coverage.share];
  };

  test('a crossing that is over counts nothing', () => {
    expect(after([crossing(1, 1), crossing(2, 3, 'uncrossed')])).toEqual([0, 1]);
    expect(after([crossing(1, 1)], [...HEAD, { kind: 'depthSnapshot', at: 4_000 }])).toEqual([0, 1]);
  });

  test('one that reaches into the range is trouble of the range', () => {
    expect(after([crossing(1, 1)])).toEqual([1, 0]);
  });
});

test('checkpoint while crossed equals the uninterrupted run', () => {
  const whole = initQuality();
  stepQuality(whole, batchOf([...HEAD, END]), [crossing(1, 1), crossing(2, 3, 'uncrossed')]);
  const first = initQuality();
  stepQuality(first, batchOf(HEAD.slice(0, 2)), [crossing(1, 1)]);
  const second = structuredClone(first);
  stepQuality(second, batchOf([...HEAD.slice(2), END]), [crossing(0, 3, 'uncrossed')]);
  expect(qualityReport(second, ['ETHUSDT'])).toEqual(qualityReport(whole, ['ETHUSDT']));
});
