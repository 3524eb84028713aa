// The receive clock: strictly rising stamps, slewing within 500 ppm, steps of the wall clock jumped or refused.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReceiveClock } from '../../src/platform/receive-clock.js';

const EPOCH_US = 1_700_000_000_000_000;

/** A clock on times that the test moves: `passUs` for both clocks, `setUs` for the wall clock alone. */
function stage() {
  let monoUs = 5_000_000;
  let wallUs = EPOCH_US;
  const steps: number[] = [];
  const clock = createReceiveClock({
    // Reading takes a little, as it does on a machine.
    monotonicUs: () => {
      monoUs += 0.25;
      wallUs += 0.25;
      return monoUs;
    },
    wallMs: () => {
      monoUs += 0.25;
      wallUs += 0.25;
      return Math.floor(wallUs / 1_000);
    },
  });
  clock.onStep((stepUs) => steps.push(stepUs));
  return {
    clock,
    steps,
    pass: (us: number) => {
      monoUs += us;
      wallUs += us;
    },
    set: (us: number) => {
      wallUs += us;
    },
    /** Our time − wall time. */
    error: () => clock.nowUs() - wallUs,
    /** Passes seconds with a check after each. */
    run(seconds: number) {
      for (let k = 0; k < seconds; k++) {
        this.pass(1_000_000);
        clock.check();
      }
    },
  };
}

test('the steady time takes no part in what the wall clock does', () => {
  const at = stage();
  const before = at.clock.steadyUs();
  at.set(3_600_000_000);
  at.run(2);
  expect(at.clock.steadyUs() - before).toBeLessThan(2_000_100);
});

describe('a steady wall clock', () => {
  test('is followed to some µs, over a day, without a step', () => {
    const at = stage();
    at.run(86_400);
    expect(Math.abs(at.error())).toBeLessThan(5);
    expect(at.steps).toEqual([]);
  });

  test('ties get one µs more', () => {
    const clock = createReceiveClock({ monotonicUs: () => 10, wallMs: () => 1_000 });
    const first = clock.stampUs();
    expect([clock.stampUs(), clock.stampUs(), clock.nowUs()]).toEqual([first + 1, first + 2, first + 2]);
    expect(Number.isInteger(first)).toBe(true);
  });
});

describe('steps of the wall clock', () => {
  test('forward beyond 100 ms: jumped at once and reported', () => {
    const at = stage();
    at.run(3);
    at.set(2_500_000);
    at.run(1);
    expect(Math.abs(at.error())).toBeLessThan(1_010);
    expect(at.steps).toHaveLength(1);
    expect(Math.abs(at.steps[0]! - 2_500_000)).toBeLessThan(1_010);
  });

  test('backward: reported once, never followed backwards, slewed at 500 ppm', () => {
    const at = stage();
    at.run(3);
    const before = at.clock.stampUs();
    at.set(-3_600_000_000);
    at.run(1);
    expect(at.clock.stampUs()).toBeGreaterThan(before);
    at.run(1_000);
    expect(at.steps).toHaveLength(1);
    expect(Math.abs(at.steps[0]! + 3_600_000_000)).toBeLessThan(1_010);
    // 500 ppm of 1,000 s is half a second.
    expect(Math.abs(at.error() - (3_600_000_000 - 500_000))).toBeLessThan(2_000);
  });

  test('back and forth again: both reported, nothing jumps', () => {
    const at = stage();
    at.run(1);
    at.set(-5_000_000);
    at.run(1);
    at.set(5_000_000);
    at.run(1);
    expect(at.steps.map((us) => Math.sign(us))).toEqual([-1, 1]);
    expect(Math.abs(at.error())).toBeLessThan(1_010);
  });

  test('up to 100 ms: slewed away unreported, at 500 ppm', () => {
    const at = stage();
    at.run(1);
    at.set(50_000);
    at.run(1);
    const error = at.error();
    at.pass(1_000_000);
    expect(at.error() - error).toBeGreaterThan(490);
    expect(at.error() - error).toBeLessThanOrEqual(501);
    at.run(110);
    expect(Math.abs(at.error())).toBeLessThan(1_010);
    expect(at.steps).toEqual([]);
  });

  test('many small ones in one direction: jumped and reported once they make 100 ms', () => {
    const at = stage();
    for (let k = 0; k < 12; k++) {
      at.set(10_000);
      at.run(1);
    }
    expect(at.steps).toHaveLength(1);
    expect(at.error()).toBeGreaterThan(-100_000);
  });

  test('a check that comes late does not overshoot', () => {
    const at = stage();
    at.run(1);
    at.set(3_000);
    at.run(1);
    at.pass(60_000_000);
    expect(at.error()).toBeLessThan(1_010);
  });
});

test('stamps rise strictly and change their speed by 500 ppm at most, whatever the wall clock does', () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), us: fc.integer({ min: 0, max: 3_000_000 }) }),
    fc.record({ kind: fc.constant('set' as const), us: fc.integer({ min: -10_000_000, max: 10_000_000 }) }),
    fc.record({ kind: fc.constant('check' as const), us: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const at = stage();
      let last = at.clock.stampUs();
      for (const { kind, us } of actions) {
        if (kind === 'pass') at.pass(us);
        else if (kind === 'set') at.set(us);
        else at.clock.check();
        const stamp = at.clock.stampUs();
        if (stamp <= last) return false;
        // Stamps run ahead of a clock that hardly moves: by 1 µs each.
        if (kind === 'pass' && Math.abs(stamp - last - us) > us * 500e-6 + 3 + actions.length) return false;
        last = stamp;
      }
      return true;
    }),
  );
});

test('the clock of this machine: within 2 ms of the wall clock, and a stamp costs little', () => {
  const clock = createReceiveClock();
  clock.check();
  expect(Math.abs(clock.nowUs() / 1_000 - Date.now())).toBeLessThan(2);
  const best = Math.min(
    ...Array.from({ length: 5 }, () => {
      const from = performance.now();
      for (let k = 0; k < 200_000; k++) clock.stampUs();
      return ((performance.now() - from) * 1e6) / 200_000;
    }),
  );
  // About 60 ns; the limit leaves room for a busy machine.
  expect(best).toBeLessThan(400);
});
