// What a recording promises before a verdict is asked of it: how fast outcomes come, and how long a verdict takes.

import type { Collected } from '../collect/collected.js';
import type { BreakEven } from '../result-market.js';
import { breakEvenOf } from './route-costs.js';
import { POWER, outcomesFor } from './needed.js';
import { blockSums, blockTotals } from '../collect/block-view.js';
import { commonerDirection, primaryOf } from './endpoints.js';

const HOUR_US = 3_600_000_000;
/** Points above the target that the true rate is assumed to lie. */
const ASSUMED: readonly number[] = [0.01, 0.02, 0.03, 0.05, 0.1];

export interface OutlookQuestion {
  /** Verified time, µs. */
  readonly coveredUs: number;
  /** Bar of all signals, a share; null: each signal's own, and the base rate where it has none. */
  readonly target: number | null;
}

export interface OutlookRow {
  /** Hit rate assumed true. */
  readonly rate: number;
  /** Independent outcomes for a verdict with power .8, in all. */
  readonly outcomes: number;
  /** Hours of recording that they take in all, and that are still to come; null where the signal never fired. */
  readonly hours: number | null;
  readonly hoursLeft: number | null;
}

export interface Outlook {
  readonly signal: string;
  readonly horizonUs: number;
  readonly bar: number;
  /** Level of Holm's first step: what the hardest endpoint of the family is judged at. */
  readonly alpha: number;
  readonly power: number;
  readonly entries: number;
  /** Decided outcomes that do not overlap, so far and by day of verified time. */
  readonly outcomes: number;
  readonly onsetsPerHour: number | null;
  readonly outcomesPerDay: number | null;
  readonly rows: readonly OutlookRow[];
  /** Of the mean move whatever the signals say, and of the mean move when this one fired; null without one. */
  readonly breakEven: BreakEven;
  readonly breakEvenFired: BreakEven | null;
  readonly meanAbsBp: number | null;
  readonly meanAbsFiredBp: number | null;
}

interface Setting extends OutlookQuestion {
  readonly collected: Collected;
  readonly alpha: number;
}

/** Whole time of a verdict: enough outcomes at the rate so far, and the coverage that it needs anyway. */
function rowOf(
  { collected, coveredUs, alpha }: Setting,
  ask: { bar: number; rate: number; perHour: number | null },
): OutlookRow {
  const { leastOutcomes, leastCoverageUs } = collected.plan;
  const { rate, bar, perHour } = ask;
  const outcomes = Math.max(leastOutcomes, outcomesFor({ rate, bar, alpha }) ?? Infinity);
  const hours = perHour === null || !(perHour > 0) ? null : Math.max(leastCoverageUs / HOUR_US, outcomes / perHour);
  return { rate, outcomes, hours, hoursLeft: hours === null ? null : Math.max(0, hours - coveredUs / HOUR_US) };
}

function meanAbsFired(collected: Collected, s: number): number | null {
  const { lane } = primaryOf(collected);
  const known = (lane.events?.[s]?.yMid ?? new Float64Array(0)).filter((y) => !Number.isNaN(y));
  return known.length === 0 ? null : known.reduce((sum, y) => sum + Math.abs(y), 0) / known.length;
}

function outlookOf(setting: Setting, s: number): Outlook {
  const { collected, coveredUs, target, alpha } = setting;
  const { plan, moves } = collected;
  const { lane } = primaryOf(collected);
  const spec = plan.signals[s];
  const base = commonerDirection(collected, plan.primaryUs);
  const bar = target ?? spec?.bar ?? base.hits / base.n;
  const { n, ties } = blockTotals(blockSums(lane.blocks, s, 'onset'));
  const outcomes = n - ties;
  const hours = coveredUs / HOUR_US;
  const perHour = hours > 0 ? outcomes / hours : null;
  const entries = lane.entries[s] as number;
  const move = moves.find(({ horizonUs }) => horizonUs === plan.primaryUs);
  const meanAbsBp = move === undefined || move.n === 0 ? null : move.sumAbs / move.n;
  const meanAbsFiredBp = meanAbsFired(collected, s);
  const rates = ASSUMED.map((more) => bar + more).filter((rate) => rate < 1);
  return {
    signal: spec?.name ?? '',
    horizonUs: plan.primaryUs,
    bar,
    alpha,
    power: POWER,
    entries,
    outcomes,
    onsetsPerHour: hours > 0 ? entries / hours : null,
    outcomesPerDay: perHour === null ? null : perHour * 24,
    rows: rates.map((rate) => rowOf(setting, { bar, rate, perHour })),
    breakEven: breakEvenOf(plan.costs, meanAbsBp),
    breakEvenFired: meanAbsFiredBp === null ? null : breakEvenOf(plan.costs, meanAbsFiredBp),
    meanAbsBp,
    meanAbsFiredBp,
  };
}

/** One for each signal that a verdict is asked of, in the order of the plan. */
export function outlooks(collected: Collected, question: OutlookQuestion): Outlook[] {
  const { plan } = collected;
  const asked = [...plan.signals.entries()].filter(([, { role }]) => role === 'primary' || role === 'user');
  const barred = asked.filter(([, { bar }]) => question.target !== null || bar !== null).length;
  const alpha = plan.alpha / Math.max(1, barred === 0 ? asked.length : barred);
  return asked.map(([s]) => outlookOf({ ...question, collected, alpha }, s));
}
