// What is too good to be a forecast: patterns that signals made with knowledge of the future leave behind. No proof of it.

import type { Count } from '../binomial.js';
import { wilsonLower, wilsonUpper } from '../proportion-bound.js';
import { blockSums, blockTotals } from '../collect/block-view.js';
import type { Collected, CollectedLane } from '../collect/collected.js';
import type { Foresight } from '../collect/foresight.js';
import { laneAt } from '../collect/lanes.js';
import { LEAK_CORRELATION, detectLeak } from '../collect/leak.js';
import type { SignalSuspicion, Suspicion } from '../result.js';
import { gradedSeries } from './store-series.js';

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

type Place = Pick<Suspicion, 'kind' | 'horizonUs'>;

const accuse = (place: Place, found: Count, against: number): Suspicion => ({
  ...place,
  n: found.n,
  found: rate(found),
  against,
});

const rate = ({ hits, n }: Count): number => (n === 0 ? 0 : hits / n);
const isAbove = (count: Count, bar: number): boolean => count.n >= LEAST && (wilsonLower(count, ALPHA) ?? 0) > bar;

/** Decided outcomes of signal `s` in a lane. */
function decidedOf({ blocks }: CollectedLane, s: number): Count {
  const { n, hits, ties } = blockTotals(blockSums(blocks, s, 'onset'));
  return { hits, n: n - ties };
}

/** The same at the primary horizon, entered after `latencyUs`; null where no lane has it. */
function hitsAt({ plan, lanes }: Collected, s: number, latencyUs: number): Count | null {
  const lane = laneAt(lanes, plan.primaryUs, latencyUs);
  return lane === null ? null : decidedOf(lane, s);
}

/** At any horizon of a second and more: a label of five seconds is no less leaked where a minute is judged. */
function tooGood({ lanes }: Collected, s: number): Suspicion[] {
  const found = lanes
    .filter(({ horizonUs }) => horizonUs >= SECOND_US)
    .map((lane) => ({ lane, count: decidedOf(lane, s) }))
    .filter(({ count }) => rate(count) >= TOO_GOOD.rate && isAbove(count, TOO_GOOD.sure))
    .sort((a, b) => rate(b.count) - rate(a.count) || b.count.n - a.count.n);
  const [best] = found;
  return best === undefined
    ? []
    : [accuse({ kind: 'too_good', horizonUs: best.lane.horizonUs }, best.count, TOO_GOOD.rate)];
}

/** Values and outcomes no two of which share time: what overlaps is alike by chance. */
function apart(collected: Collected, { s, h }: { s: number; h: number }): { value: Float64Array; y: Float64Array } {
  const horizonUs = collected.plan.horizonsUs[h] as number;
  const { timeUs, value, y } = gradedSeries(collected, { s, h });
  const kept: number[] = [];
  let untilUs = -Infinity;
  for (const [k, at] of timeUs.entries()) {
    if (at < untilUs || Number.isNaN(value[k]) || Number.isNaN(y[k])) continue;
    kept.push(k);
    untilUs = at + horizonUs;
  }
  const of = (from: Float64Array): Float64Array => Float64Array.from(kept, (k) => from[k] as number);
  return { value: of(value), y: of(y) };
}

/** A value that is the outcome itself after any horizon of a second and more, or nearly so. */
function labelled(collected: Collected, s: number): Suspicion[] {
  const found = collected.plan.horizonsUs.flatMap((horizonUs, h) => {
    if (horizonUs < SECOND_US) return [];
    const { value, y } = apart(collected, { s, h });
    const { n, correlation, leaked } = detectLeak(y, value);
    if (!leaked || correlation === null) return [];
    return [{ kind: 'label' as const, horizonUs, n, found: correlation, against: LEAK_CORRELATION }];
  });
  return found.sort((a, b) => Math.abs(b.found) - Math.abs(a.found)).slice(0, 1);
}

/** Far more often than moments that nobody chose. */
const isChosen = (found: Count, control: Count, { least, times }: { least: number; times: number }): boolean =>
  isAbove(found, Math.max(least, times * (wilsonUpper(control, ALPHA) ?? 0)));

/** Moments and sides held against the price around them. */
function momentsOf(foresight: Foresight, atOnce: Count): Suspicion[] {
  const { horizonUs, ends, turns, past, controlEnds, controlTurns } = foresight;
  const backwards = { hits: past.n - past.hits, n: past.n };
  return [
    ...(isChosen(turns, controlTurns, TURNS)
      ? [accuse({ kind: 'turns', horizonUs }, turns, rate(controlTurns))]
      : isChosen(ends, controlEnds, ENDS)
        ? [accuse({ kind: 'ends', horizonUs }, ends, rate(controlEnds))]
        : []),
    // Run backwards the past is the future with its sign turned: a forecast loses its score there.
    ...(isAbove(atOnce, MIRROR) && isAbove(backwards, MIRROR)
      ? [accuse({ kind: 'mirror', horizonUs }, atOnce, rate(backwards))]
      : []),
  ];
}

/**
 * Of signal `s`, in the order of how telling they are.
 * @param foresight what is known of the moments of a list; null for what is not one
 */
export function suspicionsOf(collected: Collected, s: number, foresight: Foresight | null): Suspicion[] {
  const { primaryUs } = collected.plan;
  const atOnce = hitsAt(collected, s, 0) ?? { hits: 0, n: 0 };
  const later = hitsAt(collected, s, STEP_US);
  const isOneStep =
    later !== null && later.n > 0 && isAbove(atOnce, STEP_FROM) && rate(atOnce) - rate(later) >= STEP_FALL;
  return [
    ...(collected.plan.signals[s]?.graded === true ? labelled(collected, s) : []),
    ...tooGood(collected, s),
    ...(isOneStep ? [accuse({ kind: 'one_step', horizonUs: primaryUs }, atOnce, rate(later))] : []),
    ...(foresight === null ? [] : momentsOf(foresight, atOnce)),
  ];
}

/** Of all signals of the user's; what is known of moments is of the last signal of the plan. */
export function allSuspicions(collected: Collected, foresight: Foresight | null): SignalSuspicion[] {
  const { signals } = collected.plan;
  return signals.flatMap(({ name, role }, s) => {
    if (role !== 'user') return [];
    const found = suspicionsOf(collected, s, s === signals.length - 1 ? foresight : null);
    return found.map((one) => ({ signal: name, ...one }));
  });
}
