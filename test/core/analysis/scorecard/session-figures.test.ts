// Manifests of one session as figures: counts of all segments, one latency, and what a lacking certificate leaves open.

import { expect, test } from 'vitest';
import {
  type SegmentFacts,
  secondsOf,
  sessionFigures,
} from '../../../../src/core/analysis/scorecard/session-figures.js';
import { initLogSketch, insertLogSketch } from '../../../../src/core/stats/log-sketch.js';
import { logSketchToJson } from '../../../../src/core/stats/log-sketch-json.js';

function sketch(...us: number[]) {
  const sum = initLogSketch(3);
  for (const one of us) insertLogSketch(sum, one);
  return logSketchToJson(sum);
}

const certificate = (latencyUs: number[], rest: { gaps?: number; resyncs?: number; disconnects?: number } = {}) => ({
  symbols: [
    {
      resyncs: Array.from({ length: rest.resyncs ?? 0 }, () => ({})),
      streams: [
        { stream: 'depth', messages: 60, gaps: Array.from({ length: rest.gaps ?? 0 }, () => ({})) },
        { stream: 'aggTrade', messages: 40, gaps: [{}] },
      ],
    },
  ],
  troubles: [...Array.from({ length: rest.disconnects ?? 0 }, () => ({ kind: 'disconnect' })), { kind: 'silence' }],
  latency: [{ stream: 'depth', raw: sketch(...latencyUs) }],
});

const segment = (rest: Partial<SegmentFacts>): SegmentFacts => ({
  ...{
    bytes: 10,
    firstRecvUs: 0,
    lastRecvUs: 10e6,
    certificate: certificate([1_000]),
    clockOffset: null,
    isWhole: true,
  },
  ...rest,
});
const OFFSET = { offsetUs: -500, uncertaintyUs: 100 };

test('counts are of all segments; holes in trades break no chain of the book', () => {
  const figures = sessionFigures([
    segment({ certificate: certificate([1_000], { gaps: 1, resyncs: 2 }), clockOffset: OFFSET }),
    segment({ firstRecvUs: 10e6, lastRecvUs: 20e6, certificate: certificate([2_000], { disconnects: 3 }) }),
  ]);
  const values = Object.fromEntries(Object.entries(figures).map(([key, { value }]) => [key, value]));
  expect(values).toMatchObject({ breaks: 1, resyncs: 2, disconnects: 3, rate: 10, written: 20, unsealed: 0 });
});

test('latency is that of the exchange’s clock where an offset was measured', () => {
  const at = (us: number, clockOffset: unknown) =>
    sessionFigures([segment({ certificate: certificate([us, us]), clockOffset })])['latency_p95'];
  expect(at(1_000, OFFSET)?.value).toBeCloseTo(0.5, 1);
  expect(at(1_000, OFFSET)?.verdict).toBe('PASS');
  expect(at(3_000_000, OFFSET)?.verdict).toBe('FAIL');
  expect(at(2_500_500, { offsetUs: 0, uncertaintyUs: 90_000 })?.verdict).toBe('INCONCLUSIVE');
});

test('without an offset only an excess can fail', () => {
  const at = (...us: number[]) => sessionFigures([segment({ certificate: certificate(us) })])['latency_p95'];
  expect(at(1_000, 2_000)?.verdict).toBe('INCONCLUSIVE');
  expect(at(0, 3_000_000)?.verdict).toBe('FAIL');
});

test('a segment without a certificate: none is no proof of none, some are some', () => {
  const lacking = segment({ certificate: null });
  expect(sessionFigures([segment({}), lacking])['breaks']).toEqual({
    ...{ value: 0, verdict: 'INCONCLUSIVE', note: '1 segments have no certificate' },
  });
  const broken = segment({ certificate: certificate([1], { gaps: 1 }) });
  expect(sessionFigures([broken, lacking])['breaks']).toMatchObject({ value: 1, verdict: null });
});

test('segments that changed are counted', () => {
  expect(sessionFigures([segment({}), segment({ isWhole: false })])['unsealed']?.value).toBe(1);
});

test('no segments last no time', () => {
  expect(secondsOf([])).toBe(0);
});
