// Raised, cleared, and not raised again too soon.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Raisings, isRaised, stepRaising } from '../../../src/core/alert/raising.js';

function run(minGapUs: number, on: readonly (0 | 1)[]): string {
  const raisings: Raisings = new Map();
  return on
    .map((isOn, timeUs) => {
      const raised = stepRaising(raisings, 'x', { isOn: isOn === 1, timeUs, minGapUs });
      if (raised === null) return '.';
      return raised.kind === 'clear' ? 'c' : `r${raised.suppressed}`;
    })
    .join(' ');
}

test.each([
  [0, [0, 1, 1, 0, 1], '. r0 . c r0'],
  [4, [1, 0, 1, 0, 1, 0], 'r0 c . . r1 c'],
  [4, [1, 0, 1, 1, 1, 0], 'r0 c . . r0 c'],
  [4, [1, 0, 1, 0, 1, 1], 'r0 c . . r1 .'],
  [9, [1, 0, 1, 0, 1, 0], 'r0 c . . . .'],
] as const)('least gap %i: %j', (minGapUs, on, expected) => {
  expect(run(minGapUs, on)).toBe(expected);
});

test('raises and clears alternate, are never nearer than the gap, and lose no beginning', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<0 | 1>(0, 1), { maxLength: 60 }), fc.nat(8), (on, minGapUs) => {
      const raisings: Raisings = new Map();
      const raises: number[] = [];
      let told = 0;
      let up = false;
      on.forEach((isOn, timeUs) => {
        const raised = stepRaising(raisings, 'x', { isOn: isOn === 1, timeUs, minGapUs });
        if (raised !== null) expect(raised.kind).toBe(up ? 'clear' : 'raise');
        if (raised?.kind === 'raise') {
          raises.push(timeUs);
          told += 1 + raised.suppressed;
        }
        if (raised !== null) up = !up;
        expect(isRaised(raisings, 'x')).toBe(up);
      });
      raises.slice(1).forEach((at, k) => expect(at - (raises[k] ?? 0)).toBeGreaterThanOrEqual(minGapUs));
      const beginnings = on.filter((isOn, k) => isOn === 1 && on[k - 1] !== 1).length;
      expect(told + (raisings.get('x')?.suppressed ?? 0)).toBe(beginnings);
    }),
  );
});
