// The log's queue: what makes place for what, and what is counted.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOG_LEVELS, type LogLevel, createLogQueue } from '../../src/platform/log-queue.js';

const record = (level: LogLevel, message = level as string) => ({ level, timeMs: 0, message, fields: {} });

function filled(capacity: number, levels: readonly LogLevel[]) {
  const queue = createLogQueue(capacity);
  const taken = levels.map((level, k) => queue.push(record(level, `${level}${k}`)));
  const left: string[] = [];
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) left.push(one.message);
  return { taken, left, drops: queue.state().drops };
}

describe('a full queue', () => {
  test.each<[string, LogLevel[], string[], number]>([
    ['the oldest info goes first', ['info', 'error', 'info', 'info'], ['error1', 'info2', 'info3'], 1],
    ['debug and info are alike', ['info', 'debug', 'info', 'warn'], ['debug1', 'info2', 'warn3'], 1],
    ['an error takes the place of an info', ['error', 'info', 'warn', 'error'], ['error0', 'warn2', 'error3'], 1],
    ['an info cannot push out a warning', ['warn', 'error', 'warn', 'info'], ['warn0', 'error1', 'warn2'], 1],
    ['a warning pushes out an older one', ['warn', 'error', 'error', 'warn'], ['error1', 'error2', 'warn3'], 1],
    ['a warning cannot push out an error', ['error', 'error', 'error', 'warn'], ['error0', 'error1', 'error2'], 1],
    [
      'an error among errors is given back, not dropped',
      ['error', 'error', 'error', 'error'],
      ['error0', 'error1', 'error2'],
      0,
    ],
  ])('%s', (_, levels, left, drops) => {
    expect(filled(3, levels)).toMatchObject({ left, drops });
  });

  test('says to the caller which line found no place', () => {
    expect(filled(1, ['error', 'info', 'error']).taken).toEqual([true, false, false]);
  });
});

test('depth, greatest depth and p95 are those of the pushes', () => {
  const queue = createLogQueue(1_000);
  expect(queue.state()).toEqual({ depth: 0, maxDepth: 0, p95: null, drops: 0 });
  for (let k = 0; k < 100; k++) queue.push(record('info'));
  queue.shift();
  expect(queue.state()).toEqual({ depth: 99, maxDepth: 100, p95: 95, drops: 0 });
});

test('order is kept, errors are never lost, and every other line is there or counted', () => {
  const action = fc.oneof({ arbitrary: fc.constantFrom(...LOG_LEVELS), weight: 3 }, fc.constant('shift' as const));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(action, { maxLength: 200 }), (capacity, actions) => {
      const queue = createLogQueue(capacity);
      const out: number[] = [];
      const refused: number[] = [];
      const errors: number[] = [];
      const take = () => {
        const one = queue.shift();
        if (one !== undefined) out.push(Number(one.message));
        return one !== undefined;
      };
      let pushed = 0;
      actions.forEach((what, k) => {
        if (what === 'shift') take();
        else {
          pushed++;
          if (what === 'error') errors.push(k);
          if (!queue.push(record(what, String(k))) && what === 'error') refused.push(k);
        }
        expect(queue.state().depth).toBeLessThanOrEqual(capacity);
      });
      while (take());
      expect(out).toEqual([...out].sort((a, b) => a - b));
      expect(out.length + refused.length + queue.state().drops).toBe(pushed);
      for (const error of errors) expect(out.includes(error) || refused.includes(error)).toBe(true);
    }),
  );
});
