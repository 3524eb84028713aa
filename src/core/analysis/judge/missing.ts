// What an undecided verdict still lacks, and for each reason how many outcomes and hours would mend it.

import { LEAST_EFFECTIVE_BLOCKS } from '../calendar-blocks.js';
import { normalQuantile } from '../normal-distribution.js';
import type { Endpoint, GateName, GateResult, Need } from '../result.js';
import type { Bounds } from './bounds.js';
import { OF_PASS } from './gates.js';
import { ASSUMED_DIFFERENCE, LEAST_GUIDE, POWER, verdictOutcomes } from './needed.js';

const HOUR_US = 3_600_000_000;

/** How far a question has come. */
export interface Progress {
  /** Decided outcomes so far, and the independent ones they are worth; null where not known. */
  readonly n: number;
  readonly hits: number;
  readonly nEff: number | null;
  readonly coveredUs: number;
  readonly bar: number;
  readonly alpha: number;
  /** At `alpha`, as the verdict compares them; null where there are none. */
  readonly bounds: Bounds | null;
  readonly effectiveBlocks: number;
  readonly gates: readonly GateResult[];
  readonly paired: Endpoint['paired'];
}

export type Missing = Pick<Endpoint, 'needs' | 'neededOutcomes' | 'neededHours' | 'isAtBar'>;

/** Nothing, where the verdict is given. */
export const NOTHING_MISSING: Missing = { needs: [], neededOutcomes: 0, neededHours: 0, isAtBar: false };

const coveredHours = ({ coveredUs }: Progress): number => coveredUs / HOUR_US;

/** A few outcomes are no guide: they are taken to lie above the bar. */
const isAbove = ({ n, hits, bar }: Progress): boolean => n < LEAST_GUIDE || hits / n >= bar;

/** By what number of times n must grow for a deviation of `z` to become one that is shown with the power of a verdict. */
function growth(z: number, alpha: number): number {
  const wanted = normalQuantile(1 - alpha) + normalQuantile(POWER);
  return (wanted / z) * (wanted / z);
}

/** Hours that so many outcomes take at the firing rate so far; null where it never fired. */
function hoursFor(outcomes: number, one: Progress): number | null {
  return one.n === 0 || !(one.coveredUs > 0) ? null : outcomes / (one.n / coveredHours(one));
}

function byOutcomes(what: Need['what'], outcomes: number, one: Progress): Need {
  const count = Math.max(1, Math.ceil(outcomes));
  return { what, outcomes: count, hours: hoursFor(count, one) };
}

/** Nothing that more data of this kind would mend. */
const never = (what: Need['what']): Need => ({ what, outcomes: null, hours: null });

/** As many hours more as `times` all those so far. */
function byTime(what: Need['what'], times: number, one: Progress): Need {
  const hours = coveredHours(one) * times;
  return hours > 0 && Number.isFinite(hours) ? { what, outcomes: 0, hours } : never(what);
}

/** Gates whose value is itself estimated from the outcomes: with a handful of these it is no guide to how long it takes. */
const ESTIMATED: readonly GateName[] = ['permutation', 'paired', 'null_audit'];

/** What a failed gate asks for. */
function needOf({ gate, value, wanted }: GateResult, one: Progress): Need {
  if (one.n < LEAST_GUIDE && ESTIMATED.includes(gate)) return byOutcomes(gate, LEAST_GUIDE - one.n, one);
  switch (gate) {
    case 'coverage':
      return { what: gate, outcomes: 0, hours: (wanted ?? 0) - (value ?? 0) };
    case 'outcomes':
      return byOutcomes(gate, (wanted ?? 0) - one.n, one);
    case 'gaps':
      // Without a break from now on, the share sinks as the time grows.
      return value === null || wanted === null ? never(gate) : byTime(gate, value / wanted - 1, one);
    case 'interval': {
      const byBlocks = value === null || wanted === null || value === 0 ? Infinity : wanted / value - 1;
      return byTime(gate, Math.max(byBlocks, LEAST_EFFECTIVE_BLOCKS / one.effectiveBlocks - 1), one);
    }
    case 'permutation': {
      const z = value === null ? 0 : normalQuantile(1 - value);
      return z > 0 ? byOutcomes(gate, one.n * (growth(z, one.alpha) - 1), one) : never(gate);
    }
    case 'paired': {
      const difference = one.paired?.difference.value ?? 0;
      const lower = one.paired?.lower ?? null;
      if (lower === null || difference <= 0) return never(gate);
      const z = (normalQuantile(1 - one.alpha) * difference) / (difference - lower);
      return byOutcomes(gate, one.n * (growth(z, one.alpha) - 1), one);
    }
    case 'environment':
    case 'foresight':
    case 'null_audit':
      return never(gate);
  }
}

/** Distance from the estimate to the bound that has to pass the bar, in the same unit as the rate. */
function reachOf({ bounds, hits, n }: Progress, above: boolean): number | null {
  if (bounds === null || n === 0) return null;
  return above ? hits / n - bounds.lower : bounds.upper - hits / n;
}

/** Deviations that lie between estimate and bar, by the bound that the verdict itself uses; null without one. */
function deviations(one: Progress): number | null {
  const reach = reachOf(one, isAbove(one));
  if (reach === null || !(reach > 0)) return null;
  return (normalQuantile(1 - one.alpha) * Math.abs(one.hits / one.n - one.bar)) / reach;
}

/**
 * The bar lies within the bounds. More outcomes narrow them with 1/√n: by the measured width, be it Wilson's or that of the
 * blocks, and never fewer than the formula for independent outcomes asks for.
 */
function needOfBound(one: Progress): Need {
  const { n, hits, nEff, bar, alpha } = one;
  const rate = n < LEAST_GUIDE ? Math.min(1, bar + ASSUMED_DIFFERENCE) : hits / n;
  const independent = verdictOutcomes({ rate, bar, alpha });
  if (independent === null) return never('bound');
  const spoiling = nEff !== null && nEff > 0 ? Math.max(1, n / nEff) : 1;
  const z = n < LEAST_GUIDE ? null : deviations(one);
  const measured = z === null || z === 0 ? 0 : n * growth(z, alpha);
  return byOutcomes('bound', Math.max(independent * spoiling, measured) - n, one);
}

/** Whether neither bound has passed the bar, on the side that the estimate lies on. */
function isOpen(one: Progress): boolean {
  if (one.bounds === null) return true;
  return isAbove(one) ? one.bounds.lower <= one.bar : one.bounds.upper >= one.bar;
}

/** The greatest of them; null where one of them is not known. */
const greatest = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.includes(null) ? null : Math.max(...values.map((value) => value ?? 0));

/**
 * All that an INCONCLUSIVE lacks: the gates of the verdict that the estimate points to, and a bound beyond the bar. Hours are
 * those of the slowest of them; null where one can never be had, or nothing tells when.
 */
export function missingFor(one: Progress): Missing {
  const failed = one.gates.filter(({ gate, passed }) => !passed && (isAbove(one) || !OF_PASS.includes(gate)));
  const needs = [...failed.map((gate) => needOf(gate, one)), ...(isOpen(one) ? [needOfBound(one)] : [])];
  const z = one.n < LEAST_GUIDE ? null : deviations(one);
  return {
    needs,
    neededOutcomes: greatest(needs.map(({ outcomes }) => outcomes)),
    neededHours: greatest(needs.map(({ hours }) => hours)),
    isAtBar: isOpen(one) && z !== null && z < 1,
  };
}
