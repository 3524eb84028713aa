// Conditions that must hold for a time: when they begin and end to be met.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../../src/core/alert/expression.js';
import { heldSince, initHeld, stepHeld } from '../../../src/core/alert/held.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { expressionOf } from '../../support/expressions.js';
import { fullRow } from '../../support/signal-rows.js';

const BASE = { ...fullRow(), timeUs: 1_700_000_000_000_000, segment: 1 };

interface Point {
  readonly at: number;
  readonly z: number | null;
  readonly segment?: number;
  readonly symbol?: string;
}

const rowOf = ({ at, z, segment = 1, symbol = 'ETHUSDT' }: Point): SignalRow => ({
  ...BASE,
  timeUs: BASE.timeUs + at * 100_000,
  ofiZ: z,
  segment,
  symbol,
});

/** `begin@20` for each edge: kind and the row's number in steps of 100 ms. */
function edges(expression: Expression, points: readonly Point[]): string[] {
  const state = initHeld(expression);
  return points.flatMap((point) => {
    const edge = stepHeld(state, rowOf(point));
    return edge === null ? [] : [`${edge.kind}@${point.at} since ${(edge.sinceUs - BASE.timeUs) / 100_000}`];
  });
}

const zs = (...values: (number | null)[]): Point[] => values.map((z, at) => ({ at, z }));

describe('without a span', () => {
  test.each([
    ['true on the first row', zs(4), ['begin@0 since 0']],
    ['true stays true: one beginning', zs(4, 5, 6), ['begin@0 since 0']],
    ['false ends it', zs(4, 1, 4), ['begin@0 since 0', 'end@1 since 1', 'begin@2 since 2']],
    ['null ends it', zs(4, null), ['begin@0 since 0', 'end@1 since 1']],
    ['never true', zs(1, null, 3), []],
    [
      'a new segment in which it holds goes on',
      [
        { at: 0, z: 4 },
        { at: 1, z: 4, segment: 2 },
      ],
      ['begin@0 since 0'],
    ],
  ])('%s', (_, points, expected) => {
    expect(edges(expressionOf('ofi_z > 3'), points)).toEqual(expected);
  });
});

describe('for 300ms', () => {
  test.each([
    ['held just so long', zs(4, 4, 4, 4), ['begin@3 since 0']],
    ['a row short', zs(4, 4, 4, 1), []],
    ['interrupted: the span begins anew', zs(4, 4, 1, 4, 4, 4, 4), ['begin@6 since 3']],
    ['interrupted by null', zs(4, 4, null, 4, 4), []],
    ['ends on the first row that fails', zs(4, 4, 4, 4, 4, 1), ['begin@3 since 0', 'end@5 since 5']],
    [
      'rows far apart count by their times',
      [
        { at: 0, z: 4 },
        { at: 9, z: 4 },
      ],
      ['begin@9 since 0'],
    ],
    [
      'a break begins the span anew',
      [0, 1, 2, 3, 4, 5].map((at) => ({ at, z: 4, segment: at < 2 ? 1 : 2 })),
      ['begin@5 since 2'],
    ],
    [
      'a break ends what was met',
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => ({ at, z: 4, segment: at < 4 ? 1 : 2 })),
      ['begin@3 since 0', 'end@4 since 4', 'begin@7 since 4'],
    ],
  ])('%s', (_, points, expected) => {
    expect(edges(expressionOf('ofi_z > 3 for 300ms'), points)).toEqual(expected);
  });
});

test('a crossing is met on its row only', () => {
  expect(edges(expressionOf('ofi_z crosses above 3'), zs(1, 4, 5, 1, 4))).toEqual([
    'begin@1 since 1',
    'end@2 since 2',
    'begin@4 since 4',
    // No row after it: still met.
  ]);
});

test('symbols are told apart', () => {
  const state = initHeld(expressionOf('ofi_z > 3'));
  stepHeld(state, rowOf({ at: 0, z: 4 }));
  expect(stepHeld(state, rowOf({ at: 0, z: 1, symbol: 'BTCUSDT' }))).toBeNull();
  expect(heldSince(state, 'ETHUSDT')).toBe(BASE.timeUs);
  expect(heldSince(state, 'BTCUSDT')).toBeNull();
});

const anyPoints = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 4 }),
      z: fc.option(fc.constantFrom(1, 2, 4, 5), { nil: null }),
      segment: fc.constantFrom(0, 0, 0, 1),
      symbol: fc.constantFrom('ETHUSDT', 'BTCUSDT'),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let at = 0;
    let segment = 1;
    return steps.map(({ step, z, segment: breaks, symbol }): Point => {
      at += step;
      segment += breaks;
      return { at, z, segment, symbol };
    });
  });

const anyText = fc.constantFrom('ofi_z > 3', 'ofi_z > 3 for 300ms', 'ofi_z crosses 3', 'ofi_z is null for 200ms');

describe('properties', () => {
  test('a checkpoint in the middle changes nothing', () => {
    fc.assert(
      fc.property(anyText, anyPoints, fc.nat(60), (text, points, cut) => {
        let state = initHeld(expressionOf(text));
        const whole = initHeld(expressionOf(text));
        points.forEach((point, at) => {
          if (at === cut) state = structuredClone(state);
          expect(stepHeld(state, rowOf(point))).toEqual(stepHeld(whole, rowOf(point)));
        });
      }),
    );
  });

  test('how symbols interleave does not matter', () => {
    fc.assert(
      fc.property(anyText, anyPoints, (text, points) => {
        const of = (list: readonly Point[]) => edges(expressionOf(text), list);
        const alone = ['ETHUSDT', 'BTCUSDT'].flatMap((symbol) => of(points.filter((point) => point.symbol === symbol)));
        expect([...of(points)].sort()).toEqual([...alone].sort());
      }),
    );
  });

  test('beginnings and ends of a symbol alternate', () => {
    fc.assert(
      fc.property(anyText, anyPoints, (text, points) => {
        const kinds = edges(
          expressionOf(text),
          points.map((point) => ({ ...point, symbol: 'ETHUSDT' })),
        ).map((edge) => edge.split('@')[0]);
        kinds.forEach((kind, k) => expect(kind).toBe(k % 2 === 0 ? 'begin' : 'end'));
      }),
    );
  });
});
