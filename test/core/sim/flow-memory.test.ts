// The memory behind a planted signal, and the flow it remembers.

import { describe, expect, test } from 'vitest';
import { bestLevelFlow, initFlowMemory, signalOf, stepFlowMemory } from '../../../src/core/sim/flow-memory.js';

const BOOK = { bidTicks: 100, bidLots: 8, askTicks: 101, askLots: 4 };

describe('flow of a change of the best level', () => {
  test.each([
    ['nothing changed', {}, 0],
    ['the bid queue grows: demand', { bidLots: 11 }, 3],
    ['the ask queue grows: supply', { askLots: 6 }, -2],
    ['a better bid: the whole new queue counts', { bidTicks: 101, bidLots: 2, askTicks: 102, askLots: 4 }, 6],
    ['the bid is gone: the whole old queue counts', { bidTicks: 99, bidLots: 5 }, -8],
    ['the ask is gone: the whole old queue counts', { askTicks: 103, askLots: 9 }, 4],
  ])('%s', (_, change, flow) => {
    expect(bestLevelFlow(BOOK, { ...BOOK, ...change })).toBe(flow);
  });

  test('mirrored sides mirror the sign', () => {
    const mirror = (b: typeof BOOK) => ({
      ...{ bidTicks: -b.askTicks, bidLots: b.askLots },
      ...{ askTicks: -b.bidTicks, askLots: b.bidLots },
    });
    const after = { bidTicks: 99, bidLots: 5, askTicks: 101, askLots: 7 };
    expect(bestLevelFlow(mirror(BOOK), mirror(after))).toBe(-bestLevelFlow(BOOK, after));
  });
});

describe('memory', () => {
  test('forgets to 1/e within a horizon', () => {
    const memory = initFlowMemory(0);
    stepFlowMemory(memory, 10, { nowUs: 0, horizonUs: 1_000 });
    stepFlowMemory(memory, 0, { nowUs: 1_000, horizonUs: 1_000 });
    expect(memory.flow).toBeCloseTo(10 / Math.E, 12);
  });

  test('the signal has the sign of the flow and stays within ±2', () => {
    const memory = initFlowMemory(0);
    expect(signalOf(memory)).toBe(0);
    stepFlowMemory(memory, 1e6, { nowUs: 1, horizonUs: 1_000 });
    expect(signalOf(memory)).toBeCloseTo(2, 6);
    stepFlowMemory(memory, -2e6, { nowUs: 2, horizonUs: 1_000 });
    expect(signalOf(memory)).toBeLessThan(0);
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    const memory = initFlowMemory(0);
    for (let i = 1; i < 50; i++) stepFlowMemory(memory, (i * 7) % 5, { nowUs: i * 100, horizonUs: 1_000 });
    const copy = structuredClone(memory);
    for (const state of [memory, copy]) stepFlowMemory(state, 3, { nowUs: 6_000, horizonUs: 1_000 });
    expect(copy).toEqual(memory);
  });
});
