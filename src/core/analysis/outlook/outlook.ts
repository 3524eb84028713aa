// How long a verdict will take: firing rates and the moves of the market so far, with no outcome of any signal looked at.

import { blockSums, blockTotals } from '../collect/block-view.js';
import type { Collected, CollectedLane, CollectedSignal, EventList } from '../collect/collected.js';
import { verdictOutcomes } from '../judge/needed.js';
import { primaryOf } from '../judge/endpoints.js';
import { breakEvenOf, meanSpreadBp } from '../judge/route-costs.js';
import type { BreakEven } from '../result-market.js';
import type { SignalSpec, StudyPlan } from '../study-plan.js';

export const OUTLOOK_SCHEMA = 'v13.plan/1';

export interface OutlookChoices {
  /** Bar that the signals of the verdict are held against; null: their own, by the original's targets. */
  readonly target: number | null;
  /** Hit rates assumed true; empty: some about the bar. */
  readonly rates: readonly number[];
}

/** Until a verdict, if this were the true hit rate. */
export interface AssumedRate {
  readonly rate: number;
  /** What the verdict would then be. */
  readonly verdict: 'PASS' | 'FAIL';
  /** Independent outcomes for a power of 80 %, at Holm's first level and at its last, where all others were decided. */
  readonly outcomes: number;
  readonly outcomesAtLast: number;
  /** Hours of recording in all, and those still missing; null where the signal has not fired. */
  readonly hours: number | null;
  readonly missingHours: number | null;
}

export interface SignalOutlook {
  readonly signal: string;
  readonly rule: string;
  /** Null where no verdict is asked of it: signals beside the pre-registered ones. */
  readonly bar: number | null;
  readonly samples: number;
  readonly onsets: number;
  /** Onsets whose outcomes do not overlap, with an end in the recording. */
  readonly outcomes: number;
  /** A day of covered time. */
  readonly onsetsPerDay: number | null;
  readonly outcomesPerDay: number | null;
  /** Without those whose price is likely to stand still, at the share of the market as a whole. */
  readonly decidedPerDay: number | null;
  /** Mean size of the move after it fired, whatever its direction, and what that takes to break even. */
  readonly moveBp: number | null;
  readonly breakEven: BreakEven;
  /** Empty without a bar. */
  readonly assumed: readonly AssumedRate[];
}

export interface Outlook {
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly coveredHours: number;
  readonly wantedHours: number;
  readonly missingHours: number;
  readonly leastOutcomes: number;
  /** Family-wise error, the number of questions in the family, and Holm's first level, which the best of them has to pass. */
  readonly alpha: number;
  readonly questions: number;
  readonly firstAlpha: number;
  readonly power: number;
  readonly tieShare: number | null;
  readonly moveBp: number | null;
  /** Mean spread, bp of the mid: what a taker pays both ways, besides the fees. */
  readonly spreadBp: number | null;
  /** At the move of the market as a whole. */
  readonly breakEven: BreakEven;
  readonly signals: readonly SignalOutlook[];
}

const HOUR_US = 3_600_000_000;
const POWER = 0.8;
/** Of the table, above the bar. */
const STEPS = [0.02, 0.03, 0.05, 0.1] as const;
const COIN = 0.5;

/** The bar is never among them: nothing shows what is exactly true. Rounded, so that 0.55 + 0.1 is 0.65. */
export function assumedRates(bar: number, { rates }: Pick<OutlookChoices, 'rates'>): number[] {
  const wanted = rates.length > 0 ? rates : [COIN, ...STEPS.map((step) => bar + step)];
  const rounded = wanted.map((rate) => Math.round(rate * 1e6) / 1e6);
  return [...new Set(rounded)].filter((rate) => rate > 0 && rate < 1 && rate !== bar).sort((a, b) => a - b);
}

interface Pace {
  readonly coveredHours: number;
  readonly wantedHours: number;
  readonly leastOutcomes: number;
  /** Holm's first level and its last. */
  readonly firstAlpha: number;
  readonly alpha: number;
  /** Decided outcomes so far. */
  readonly decided: number;
}

/** Outcomes at the level of the verdict, and the time they take at the pace so far; never less than the gates ask for. */
export function assume(rate: number, bar: number, pace: Pace): AssumedRate {
  const { coveredHours, wantedHours, leastOutcomes, decided } = pace;
  const needed = (alpha: number): number =>
    Math.max(leastOutcomes, verdictOutcomes({ rate, bar, alpha, power: POWER }) ?? Infinity);
  const outcomes = needed(pace.firstAlpha);
  const perHour = coveredHours > 0 ? decided / coveredHours : 0;
  const hours = perHour > 0 ? Math.max(wantedHours, outcomes / perHour) : null;
  return {
    rate,
    verdict: rate > bar ? 'PASS' : 'FAIL',
    outcomes,
    outcomesAtLast: needed(pace.alpha),
    hours,
    missingHours: hours === null ? null : Math.max(0, hours - coveredHours),
  };
}

/** Sizes of moves alone: no sign of theirs is held against a side. */
function meanSize(list: EventList | undefined): number | null {
  const sizes = [...(list?.yMid ?? [])].filter((y) => !Number.isNaN(y)).map(Math.abs);
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

interface Asked {
  readonly spec: SignalSpec;
  readonly s: number;
  readonly bar: number | null;
}

interface Market extends Omit<Pace, 'decided'> {
  readonly plan: StudyPlan;
  readonly lane: CollectedLane;
  readonly counts: readonly CollectedSignal[];
  readonly tieShare: number | null;
  readonly spreadBp: number | null;
}

function outlookOf(
  spec: SignalSpec,
  { s, bar }: { s: number; bar: number | null },
  more: Market & OutlookChoices,
): SignalOutlook {
  const { plan, lane, counts, tieShare, spreadBp, coveredHours } = more;
  const { long, short, entries } = counts[s] as CollectedSignal;
  const { n } = blockTotals(blockSums(lane.blocks, s, 'onset'));
  const decided = n * (1 - (tieShare ?? 0));
  const perDay = (count: number): number | null => (coveredHours > 0 ? (count / coveredHours) * 24 : null);
  const moveBp = meanSize(lane.events?.[s]);
  return {
    signal: spec.name,
    rule: spec.rule,
    bar,
    samples: long + short,
    onsets: entries,
    outcomes: n,
    onsetsPerDay: perDay(entries),
    outcomesPerDay: perDay(n),
    decidedPerDay: perDay(decided),
    moveBp,
    breakEven: breakEvenOf(plan.costs, { meanAbsBp: moveBp, spreadBp }),
    assumed: bar === null ? [] : assumedRates(bar, more).map((rate) => assume(rate, bar, { ...more, decided })),
  };
}

/** The questions of the verdict are those of the primaries and of a user's own signals; all others are only counted. */
function askedFor({ signals }: StudyPlan, { target }: OutlookChoices): Asked[] {
  return signals.flatMap((spec, s): Asked[] => {
    if (spec.role === 'baseline') return [];
    const isAsked = spec.role === 'primary' || spec.role === 'user';
    return [{ spec, s, bar: isAsked ? (target ?? spec.bar) : null }];
  });
}

/**
 * What can be said of the time a verdict takes before there is one. Of outcomes it uses how many there are and how large
 * the moves were, never whether a side was right.
 * @param coveredUs verified time so far
 */
export function outlook(collected: Collected, choices: OutlookChoices): Outlook {
  const { plan, market, moves, signals } = collected;
  const { lane } = primaryOf(collected);
  const asked = askedFor(plan, choices);
  const move = moves.find(({ horizonUs }) => horizonUs === plan.primaryUs);
  const known = move !== undefined && move.n > 0;
  const tieShare = known ? move.ties / move.n : null;
  const moveBp = known ? move.sumAbs / move.n : null;
  const coveredHours = market.coveredUs / HOUR_US;
  const wantedHours = plan.leastCoverageUs / HOUR_US;
  const questions = asked.filter(({ bar }) => bar !== null).length;
  const { leastOutcomes, alpha } = plan;
  const firstAlpha = alpha / Math.max(1, questions);
  const pace = { coveredHours, wantedHours, leastOutcomes, firstAlpha, alpha };
  const spreadBp = meanSpreadBp(collected);
  const common = { ...pace, plan, lane, counts: signals, tieShare, spreadBp };
  return {
    horizonUs: plan.primaryUs,
    latencyUs: plan.latencyUs,
    coveredHours,
    wantedHours,
    missingHours: Math.max(0, wantedHours - coveredHours),
    leastOutcomes,
    alpha,
    questions,
    firstAlpha,
    power: POWER,
    tieShare,
    moveBp,
    spreadBp,
    breakEven: breakEvenOf(plan.costs, { meanAbsBp: moveBp, spreadBp }),
    signals: asked.map(({ spec, s, bar }) => outlookOf(spec, { s, bar }, { ...common, ...choices })),
  };
}
