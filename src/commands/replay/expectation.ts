// Whether a run is what another one was: by digest, by rows, or both.

import type { FirstDifference } from '../../assembly/expect-rows.js';
import type { DigestExpectation, ReplayDigest } from '../../core/pipeline/replay-result.js';
import { formatTime } from '../../text/time.js';
import type { ReplayPlan } from './plan.js';

function differenceText(first: FirstDifference): string {
  const at = first.timeUs === null ? '' : ` at ${formatTime(first.timeUs, 'UTC')}`;
  const row = `${first.symbol} row ${first.row}${at}`;
  switch (first.kind) {
    case 'extra':
      return `${row}: the other run has no such row`;
    case 'missing':
      return `${row}: only the other run has this row`;
    case 'value': {
      const { key, expected, actual } = first.difference;
      return `${row}: ${key} is ${actual}, expected ${expected}`;
    }
  }
}

/** Null where nothing was expected. The equality of runs without one fusion value proves nothing. */
export function expectationOf(
  plan: Pick<ReplayPlan, 'expect' | 'expectRows'>,
  digest: ReplayDigest,
  difference: FirstDifference | null,
): DigestExpectation | null {
  if (plan.expect === null && plan.expectRows === null) return null;
  const expected = plan.expect ?? plan.expectRows ?? '';
  const sameHash = plan.expect === null || plan.expect === digest.value;
  const firstDifference = difference === null ? null : differenceText(difference);
  return { expected, equal: sameHash && difference === null, firstDifference, proves: digest.fusion > 0 };
}
