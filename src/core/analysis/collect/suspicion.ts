// What is too good to be a forecast: patterns that signals made with knowledge of the future leave behind. No proof of it.

import type { Count } from '../binomial.js';
import { wilsonLower, wilsonUpper } from '../proportion-bound.js';
import { blockSums, blockTotals } from './block-view.js';
import type { Collected } from './collected.js';
import type { Foresight } from './foresight.js';

export type SuspicionKind = 'too_good' | 'one_step' | 'ends' | 'turns' | 'mirror';

export interface Suspicion {
  readonly kind: SuspicionKind;
  /** What was found, and what it is held against. */
  readonly found: Count;
  readonly against: Count;
}

const ALPHA = 0.025;
/** Fewer moments look like anything. */
const LEAST = 20;
const SECOND_US = 1_000_000;
/** A grid step: whoever enters so much later loses that little of a real edge. */
const STEP_US = 100_000;

/** No published forecast of a mid a second and more ahead comes near; and sure to be far above a good one. */
const TOO_GOOD = { rate: 0.9, sure: 0.8 } as const;
const STEP_FROM = 0.75;
const STEP_FALL = 0.2;
const MIRROR = 0.75;
/** Of buys, the share that the price never undercut again within the horizon. */
const ENDS = { least: 0.7, times: 1.5 } as const;
const TURNS = { least: 0.4, times: 3 } as const;

const rate = ({ hits, n }: Count): number => (n === 0 ? 0 : hits / n);
const isAbove = (count: Count, bar: number): boolean => count.n >= LEAST && (wilsonLower(count, ALPHA) ?? 0) > bar;

/** Decided outcomes of signal `s` at the primary horizon, entered after `latencyUs`; null where no lane has it. */
function hitsAt({ plan, lanes }: Collected, s: number, latencyUs: number): Count | null {
  const lane = lanes.find((one) => one.horizonUs === plan.primaryUs && one.latencyUs === latencyUs);
  if (lane === undefined) return null;
  const { n, hits, ties } = blockTotals(blockSums(lane.blocks, s, 'onset'));
  return { hits, n: n - ties };
}

/** Far more often than moments that nobody chose. */
const isChosen = (found: Count, control: Count, { least, times }: { least: number; times: number }): boolean =>
  isAbove(found, Math.max(least, times * (wilsonUpper(control, ALPHA) ?? 0)));

/** In the order of how telling they are. */
export function suspicionsOf(collected: Collected, s: number, foresight: Foresight): Suspicion[] {
  const { primaryUs, latencyUs } = collected.plan;
  const found: Suspicion[] = [];
  const atOnce = hitsAt(collected, s, 0) ?? { hits: 0, n: 0 };
  const later = hitsAt(collected, s, STEP_US);
  const judged = hitsAt(collected, s, latencyUs) ?? atOnce;
  const { ends, turns, past, controlEnds, controlTurns } = foresight;
  if (primaryUs >= SECOND_US && rate(judged) >= TOO_GOOD.rate && isAbove(judged, TOO_GOOD.sure)) {
    found.push({ kind: 'too_good', found: judged, against: { hits: 9, n: 10 } });
  }
  if (later !== null && later.n > 0 && isAbove(atOnce, STEP_FROM) && rate(atOnce) - rate(later) >= STEP_FALL) {
    found.push({ kind: 'one_step', found: atOnce, against: later });
  }
  if (isChosen(turns, controlTurns, TURNS)) found.push({ kind: 'turns', found: turns, against: controlTurns });
  else if (isChosen(ends, controlEnds, ENDS)) found.push({ kind: 'ends', found: ends, against: controlEnds });
  const backwards = { hits: past.n - past.hits, n: past.n };
  // Run backwards the past is the future with its sign turned: a forecast loses its score there.
  if (isAbove(atOnce, MIRROR) && isAbove(backwards, MIRROR)) {
    found.push({ kind: 'mirror', found: atOnce, against: backwards });
  }
  return found;
}
