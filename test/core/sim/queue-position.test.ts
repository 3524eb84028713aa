// Queue models against the published vector and their own bounds.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type QueueModel,
  initQueuePosition,
  levelChanged,
  tradeAtLevel,
} from '../../../src/core/sim/queue-position.js';

/** Join behind 10; the level goes 10 → 16, 16 → 12; a trade of 3 and 12 → 9; 9 → 4. */
function published(model: QueueModel): number[] {
  const position = initQueuePosition(10);
  levelChanged(position, model, [10, 16]);
  const fronts = [position.front];
  levelChanged(position, model, [16, 12]);
  fronts.push(position.front);
  tradeAtLevel(position, 3);
  levelChanged(position, model, [12, 9]);
  fronts.push(position.front);
  levelChanged(position, model, [9, 4]);
  return [...fronts, position.front].map((front) => Number(front.toFixed(6)));
}

describe('published vector', () => {
  test.each<[string, QueueModel, number[]]>([
    ['square', { kind: 'share', weight: 'power', exponent: 2 }, [10, 7.058824, 4.058824, 2.044353]],
    ['cube', { kind: 'share', weight: 'power', exponent: 3 }, [10, 6.710526, 3.710526, 2.427449]],
    ['log', { kind: 'share', weight: 'log', exponent: 1 }, [10, 7.791894, 4.791894, 2.213927]],
    ['log, share of all', { kind: 'share-of-all', weight: 'log', exponent: 1 }, [10, 8.747284, 5.747284, 3.890616]],
    ['square, rest of all', { kind: 'rest-of-all', exponent: 2 }, [10, 8.4375, 5.4375, 3.612413]],
    ['risk-averse', { kind: 'risk-averse' }, [10, 10, 7, 4]],
  ])('%s', (_, model, fronts) => expect(published(model)).toEqual(fronts));
});

test('alone at a level that empties: no 0/0', () => {
  const position = initQueuePosition(0);
  levelChanged(position, { kind: 'share', weight: 'power', exponent: 2 }, [0, 0]);
  levelChanged(position, { kind: 'share', weight: 'power', exponent: 2 }, [5, 0]);
  expect(position.front).toBeLessThanOrEqual(0);
});

const models: QueueModel[] = [
  { kind: 'share', weight: 'power', exponent: 3 },
  { kind: 'share-of-all', weight: 'log', exponent: 1 },
  { kind: 'rest-of-all', exponent: 2 },
  { kind: 'risk-averse' },
];

test('the front never exceeds the level, never moves back without reason, and risk-averse is the slowest', () => {
  const steps = fc.array(fc.record({ after: fc.nat(30), traded: fc.nat(5) }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), steps, (start, path) => {
      const positions = models.map(() => initQueuePosition(start));
      let level = start;
      for (const { after, traded } of path) {
        const fronts = positions.map((position, m) => {
          const before = position.front;
          tradeAtLevel(position, Math.min(traded, level));
          levelChanged(position, models[m]!, [level, after]);
          expect(position.front).toBeLessThanOrEqual(Math.min(before, after) + 1e-9);
          return position.front;
        });
        level = after;
        for (const front of fronts) expect(front).toBeLessThanOrEqual(fronts[3]! + 1e-9);
      }
    }),
  );
});
