// Feature `pivots`: swing highs and lows of the mid when they are confirmed, and the flows that did not follow them.

import { inUnits } from '../../market/units.js';
import {
  type Pivot,
  type PivotRule,
  type PivotState,
  clearPivots,
  initPivots,
  pivotDivergence,
  stepPivots,
} from '../../signal/pivots.js';
import { type FeatureColumn, type FeatureKind, type FeatureOperator, type RowMoment, bindFeature } from '../feature.js';
import { type RowVolume, addRowVolume, breakRowVolume, closeRowVolume, initRowVolume } from './row-volume.js';
import { numberSetting } from './settings.js';

/** Pivots beside one cumulative flow, and the last one of each side. */
interface Track {
  readonly pivots: PivotState;
  /** Sum of the flow since the last row without it. */
  flow: number;
  high: Pivot | null;
  low: Pivot | null;
}

interface State {
  readonly step: number;
  readonly volume: RowVolume;
  readonly ofi: Track;
  readonly cvd: Track;
}

const initTrack = (rule: PivotRule): Track => ({ pivots: initPivots(rule), flow: 0, high: null, low: null });

function clearTrack(track: Track): void {
  clearPivots(track.pivots);
  track.flow = 0;
  track.high = null;
  track.low = null;
}

interface Found {
  readonly pivot: Pivot;
  /** Null without an earlier pivot of the side. */
  readonly before: Pivot | null;
}

/** Adds the row's flow. A row without mid or flow takes everything away: no divergence spans it. */
function stepTrack(track: Track, { row, timeUs }: RowMoment, flow: number | null): Found | null {
  const { bidTicks, askTicks } = row;
  if (bidTicks === null || askTicks === null || flow === null) {
    clearTrack(track);
    return null;
  }
  track.flow += flow;
  const pivot = stepPivots(track.pivots, { timeUs, mid2: bidTicks + askTicks, flow: track.flow });
  if (pivot === null) return null;
  const before = pivot.side === 1 ? track.high : track.low;
  if (pivot.side === 1) track.high = pivot;
  else track.low = pivot;
  return { pivot, before };
}

const codeOf = (track: Track, found: Found | null): number | null => {
  if (found?.before) return pivotDivergence(found.before, found.pivot);
  return found === null && track.pivots.count > 0 ? 0 : null;
};

const strengthOf = (found: Found | null): number | null =>
  found?.before ? Math.abs(found.pivot.flow - found.before.flow) : null;

const FLOWS = [
  ['ofi', 'cumulative order flow imbalance'],
  ['cvd', 'cumulative signed taker volume'],
] as const;

const COLUMNS: readonly FeatureColumn[] = [
  { name: 'pivot_side', unit: 'code', about: 'Pivot confirmed by this row: 1 a high, -1 a low, 0 none.' },
  { name: 'pivot_time_us', unit: 'us', about: 'Time of the extreme of the pivot that this row confirms.' },
  {
    name: 'pivot_confirm_time_us',
    unit: 'us',
    about: 'Time of this row where it confirms a pivot: usable from then on.',
  },
  { name: 'pivot_mid', unit: 'price', about: 'Mid at the extreme of the pivot that this row confirms.' },
  ...FLOWS.flatMap(([name, words]): FeatureColumn[] => [
    {
      name: `pivot_${name}_divergence`,
      unit: 'code',
      about: `Of the pivot against the last one of its side by ${words}: 1 bullish, -1 bearish, 2 and -2 hidden, 0 none.`,
    },
    {
      name: `pivot_${name}_strength`,
      unit: 'base',
      about: `Change of the ${words} between the two pivots, without its sign.`,
    },
  ]),
];

function operator(rule: PivotRule): FeatureOperator<State & { readonly tick: number }> {
  return {
    columns: COLUMNS,
    levels: 0,
    init: ({ tick, step }) => ({ tick, step, volume: initRowVolume(), ofi: initTrack(rule), cvd: initTrack(rule) }),
    onTrade: ({ volume }, moment) => addRowVolume(volume, moment),
    onRow: ({ tick, step, volume, ofi, cvd }, moment, out) => {
      const signed = closeRowVolume(volume, moment.row);
      const byOfi = stepTrack(ofi, moment, moment.row.ofi);
      const byCvd = stepTrack(cvd, moment, signed === null ? null : inUnits(signed, step));
      const pivot = byOfi?.pivot ?? byCvd?.pivot ?? null;
      const isLooking = ofi.pivots.count > 0 || cvd.pivots.count > 0;
      out.push(
        pivot?.side ?? (isLooking ? 0 : null),
        pivot?.timeUs ?? null,
        pivot?.confirmUs ?? null,
        pivot === null ? null : inUnits(pivot.mid2 / 2, tick),
      );
      out.push(codeOf(ofi, byOfi), strengthOf(byOfi), codeOf(cvd, byCvd), strengthOf(byCvd));
    },
    onBreak: ({ volume, ofi, cvd }) => {
      breakRowVolume(volume);
      clearTrack(ofi);
      clearTrack(cvd);
    },
  };
}

export const pivots: FeatureKind = {
  name: 'pivots',
  about: 'swing highs and lows of the mid, and divergence of both flows from them, from the time they are confirmed',
  source: 'of this project',
  options: [
    { name: 'rows', about: 'rows on both sides that a pivot must stand out from', kind: 'count', fallback: 50 },
    {
      name: 'reversal',
      about: 'ticks that the mid must come back by instead; 0 to count rows',
      kind: 'number',
      fallback: 0,
    },
  ],
  build: (settings) => {
    const reversal = numberSetting(settings, 'reversal', { min: 0 });
    if (!Number.isInteger(2 * reversal)) throw new RangeError('reversal must be a multiple of half a tick');
    const count = numberSetting(settings, 'rows', { min: 1, max: 10_000 });
    const rule: PivotRule = reversal > 0 ? { kind: 'reversal', halfTicks: 2 * reversal } : { kind: 'samples', count };
    return bindFeature(operator(rule));
  },
};
