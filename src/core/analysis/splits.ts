// Splits of a time series into training and testing that no outcome straddles: purged, embargoed, combinatorial, forward.

import { combinations } from './combinations.js';

/** Samples in order of their start; each knows the time over which its outcome is decided, both ends included. */
export interface SampleSpans {
  /** Time of decision, ascending; any unit. */
  readonly starts: ArrayLike<number>;
  /** Time at which the outcome is known, ≥ its start. */
  readonly ends: ArrayLike<number>;
}

export interface Split {
  /** Indices of samples, ascending. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Samples from..to − 1. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Cut into `parts` ranges of equal size; the first ones are one longer where it does not divide. */
function equalRanges(n: number, parts: number): Range[] {
  if (!Number.isInteger(parts) || parts < 2) throw new RangeError(`${parts} parts`);
  const longer = n % parts;
  const size = Math.floor(n / parts);
  const at = (k: number): number => k * size + Math.min(k, longer);
  return Array.from({ length: parts }, (_, k) => ({ from: at(k), to: at(k + 1) }));
}

/** From the first decision of a range to the last outcome in it. */
function spanOf({ starts, ends }: SampleSpans, { from, to }: Range): { first: number; last: number } {
  let last = -Infinity;
  for (let i = from; i < to; i++) last = Math.max(last, ends[i] as number);
  return { first: from < to ? (starts[from] as number) : Infinity, last };
}

const indicesWhere = (n: number, keep: (i: number) => boolean): Int32Array => {
  const kept: number[] = [];
  for (let i = 0; i < n; i++) if (keep(i)) kept.push(i);
  return Int32Array.from(kept);
};

function splitOf(samples: SampleSpans, ranges: readonly Range[], embargo: number): Split {
  const spans = ranges.map((range) => spanOf(samples, range));
  const { starts, ends } = samples;
  const isClear = (i: number): boolean =>
    spans.every(({ first, last }) => (ends[i] as number) < first || (starts[i] as number) > last + embargo);
  const isTested = (i: number): boolean => ranges.some(({ from, to }) => i >= from && i < to);
  return {
    train: indicesWhere(starts.length, (i) => !isTested(i) && isClear(i)),
    test: indicesWhere(starts.length, isTested),
  };
}

/**
 * K-fold with purge and embargo: folds are contiguous; a training sample whose span overlaps that of the test fold is
 * dropped, and so is one that starts within `embargo` after it. M. López de Prado, Advances in Financial Machine Learning,
 * 2018, §7.4.
 * @param embargo in the unit of the times
 */
export const purgedFolds = (samples: SampleSpans, folds: number, embargo: number): Split[] =>
  equalRanges(samples.starts.length, folds).map((range) => splitOf(samples, [range], embargo));

export interface CombinatorialSplits {
  readonly splits: readonly (Split & { readonly testGroups: readonly number[] })[];
  /** Each path covers all groups out of sample: `paths[j][g]` is the split whose test of group g belongs to path j. */
  readonly paths: readonly (readonly number[])[];
}

/**
 * Combinatorial purged cross-validation: N groups, each choice of k of them is once the test set: C(N, k) splits, which
 * combine to C(N, k)·k/N complete paths. López de Prado 2018, §12.4.
 */
export function combinatorialSplits(
  samples: SampleSpans,
  { groups, tested, embargo }: { readonly groups: number; readonly tested: number; readonly embargo: number },
): CombinatorialSplits {
  if (!(tested >= 1 && tested < groups)) throw new RangeError(`${tested} of ${groups} groups to test`);
  const ranges = equalRanges(samples.starts.length, groups);
  const choices = combinations(groups, tested);
  const splits = choices.map((testGroups) => {
    const chosen = testGroups.map((g) => ranges[g] as Range);
    return { testGroups, ...splitOf(samples, chosen, embargo) };
  });
  const holders = ranges.map((_, g) => choices.flatMap((choice, s) => (choice.includes(g) ? [s] : [])));
  const paths = (holders[0] ?? []).map((_, j) => holders.map((held) => held[j] as number));
  return { splits, paths };
}

/**
 * Walk-forward: samples are cut into folds + 1 parts; each part but the first is tested once on what came before it.
 * Training outcomes are known at least `embargo` before the first decision of the test.
 */
export function walkForward(samples: SampleSpans, folds: number, embargo: number): Split[] {
  const { starts, ends } = samples;
  return equalRanges(starts.length, folds + 1)
    .slice(1)
    .map((range) => {
      const { first } = spanOf(samples, range);
      return {
        train: indicesWhere(range.from, (i) => (ends[i] as number) + embargo < first),
        test: indicesWhere(range.to, (i) => i >= range.from),
      };
    });
}

/** What a horizon asks for between training and testing, µs: the horizon itself, one minute at least. */
export const embargoFor = (horizonUs: number): number => Math.max(horizonUs, 60_000_000);
