// The fault script as arithmetic: when faults meet messages, how long they last, and that seeds decide everything.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAOS_KINDS, chaosScript } from '../../../src/exchange/emulator/chaos-script.js';
import {
  FAULT_KINDS,
  type Fault,
  type FaultMoment,
  type FaultState,
  addFault,
  initFaultState,
  newFault,
  openSpan,
  scopeOf,
  stepMessageFaults,
  stepRestFaults,
} from '../../../src/exchange/emulator/fault-script.js';

const at = (ms: number, changes: Partial<FaultMoment> = {}): FaultMoment => ({
  symbol: 'ETHUSDT',
  stream: 'depth',
  elapsedUs: ms * 1_000,
  isHeard: true,
  ...changes,
});

/** Which of so many messages, 100 ms apart, the fault meets. */
function metBy(fault: Fault, count: number, changes: Partial<FaultMoment> = {}): number[] {
  const state = initFaultState([fault]);
  const met: number[] = [];
  for (let i = 0; i < count; i++) if (stepMessageFaults(state, at(i * 100, changes)).length > 0) met.push(i);
  return met;
}

describe('which messages a fault meets', () => {
  test.each<[string, Fault, number[]]>([
    ['the first', newFault('drop'), [0]],
    ['three from the fifth on', newFault('drop', { afterMessages: 5, count: 3 }), [5, 6, 7]],
    ['those from a time on', newFault('duplicate', { atUs: 450_000, count: 2 }), [5, 6]],
    ['none of another symbol', newFault('drop', { symbol: 'BTCUSDT' }), []],
    ['none of another stream', newFault('drop', { stream: 'aggTrade' }), []],
    ['a span of 300 ms', newFault('silent', { atUs: 200_000, forUs: 300_000 }), [2, 3, 4]],
    ['everything from then on', newFault('silent', { atUs: 800_000, forUs: null }), [8, 9]],
    ['one, for a close', newFault('close', { afterMessages: 3 }), [3]],
    ['none, for REST', newFault('rest-429'), []],
  ])('%s', (_, fault, met) => {
    expect(metBy(fault, 10)).toEqual(met);
  });

  test('what nobody hears uses no fault up, but counts', () => {
    const state = initFaultState([newFault('drop', { afterMessages: 2 })]);
    const met = [0, 1, 2, 3, 4].map((i) => stepMessageFaults(state, at(i, { isHeard: i > 2 })).length);
    expect(met).toEqual([0, 0, 0, 1, 0]);
  });

  test('it fires once', () => {
    const state = initFaultState([newFault('drop', { count: 3 })]);
    expect([0, 1, 2].map((i) => stepMessageFaults(state, at(i))[0]?.fires)).toEqual([true, false, false]);
  });

  test('one that is added while it runs counts from then on', () => {
    const state = initFaultState([]);
    addFault(state, newFault('drop', { atUs: 1_000_000 }), 5_000_000);
    expect(stepMessageFaults(state, at(5_999))).toHaveLength(0);
    expect(stepMessageFaults(state, at(6_000))).toHaveLength(1);
  });
});

describe('REST', () => {
  const ask = (state: FaultState, path: string, elapsedUs = 0) =>
    stepRestFaults(state, { path, symbol: 'ETHUSDT', elapsedUs })?.fault.kind ?? null;

  test('so many answers of the path, and no more', () => {
    const state = initFaultState([newFault('rest-429', { stream: 'depth', count: 2 })]);
    expect(['time', 'depth', 'depth', 'depth'].map((path) => ask(state, path))).toEqual([
      null,
      'rest-429',
      'rest-429',
      null,
    ]);
  });

  test('a stale snapshot is one of depth only', () => {
    const state = initFaultState([newFault('stale-snapshot')]);
    expect(['aggTrades', 'depth', 'depth'].map((path) => ask(state, path))).toEqual([null, 'stale-snapshot', null]);
  });

  test('a skew is open from its first message to its end', () => {
    const state = initFaultState([newFault('clock-skew', { forUs: 500_000 })]);
    expect(openSpan(state, 'clock-skew', 0)).toBeNull();
    stepMessageFaults(state, at(100));
    expect(openSpan(state, 'clock-skew', 599_999)?.kind).toBe('clock-skew');
    expect(openSpan(state, 'clock-skew', 600_000)).toBeNull();
  });
});

describe('scripts drawn by a seed', () => {
  const wish = { kinds: FAULT_KINDS, everyUs: 5_000_000, count: 60, symbols: ['BTCUSDT', 'ETHUSDT'] };

  test('the same seed gives the same script, another seed another', () => {
    expect(chaosScript({ ...wish, seed: 4 })).toEqual(chaosScript({ ...wish, seed: 4 }));
    expect(chaosScript({ ...wish, seed: 4 })).not.toEqual(chaosScript({ ...wish, seed: 5 }));
  });

  test('times rise, the first comes after an interval, kinds are those wished for', () => {
    const script = chaosScript({ ...wish, kinds: CHAOS_KINDS, seed: 1 });
    const times = script.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(5_000_000);
    expect(script.every(({ kind }) => CHAOS_KINDS.includes(kind))).toBe(true);
    expect(new Set(script.map(({ kind }) => kind)).size).toBeGreaterThan(8);
  });

  test('checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 400 }), (seed, cut) => {
        const script = chaosScript({ ...wish, seed, everyUs: 500_000 });
        const moments = Array.from({ length: 400 }, (_, i) =>
          at(i * 100, { symbol: i % 2 === 0 ? 'ETHUSDT' : 'BTCUSDT' }),
        );
        const run = (state: FaultState, part: readonly FaultMoment[]) =>
          part.map((moment) => stepMessageFaults(state, moment).map(({ index, fires }) => [index, fires]));
        const state = initFaultState(script);
        const halves = [...run(state, moments.slice(0, cut)), ...run(structuredClone(state), moments.slice(cut))];
        expect(halves).toEqual(run(initFaultState(script), moments));
      }),
      { numRuns: 30 },
    );
  });

  test('every kind has a scope', () => {
    expect(new Set(FAULT_KINDS.map(scopeOf))).toEqual(new Set(['messages', 'span', 'once', 'rest']));
  });
});
