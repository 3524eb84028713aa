// What the market was like while it could be seen: spread, mid, size at the best prices, volatility and volume by hour.

import { type EmaState, alphaOfSpan, initEma, stepEma } from '../../stats/ewma.js';
import type { CollectedMarket } from './collected.js';
import type { Quote } from './quote-ring.js';
import type { Silences } from './silences.js';
import { type VolatilityCode, breakVolatility, initVolatilityCode, stepVolatility } from './volatility-code.js';

/** Spreads of this many ticks and more share the last slot. */
export const MOST_SPREAD_TICKS = 4096;

const US_PER_SECOND = 1_000_000;
const US_PER_HOUR = 3_600_000_000;
const HOURS = 24;
/** Span of the moving variance, and seconds that it needs before it means something. */
const VARIANCE_SECONDS = 300;
const LEAST_VARIANCE_SECONDS = 60;

export interface MarketSums {
  /** Time up to which everything is counted; null before the first quotes and after a break. */
  untilUs: number | null;
  /** The sums over time: covered µs, spread in ticks, in bp, mid in ticks, mean top size in lots; · µs. */
  readonly totals: Float64Array;
  readonly spreadUs: Float64Array;
  readonly hourUs: Float64Array;
  readonly hourSquares: Float64Array;
  readonly hourSeconds: Float64Array;
  readonly hourLots: Float64Array;
  readonly volatility: VolatilityCode;
  /** Of the squared returns of whole seconds, bp². */
  readonly variance: EmaState;
}

export const initMarketSums = (): MarketSums => ({
  untilUs: null,
  totals: new Float64Array(5),
  spreadUs: new Float64Array(MOST_SPREAD_TICKS + 1),
  hourUs: new Float64Array(HOURS),
  hourSquares: new Float64Array(HOURS),
  hourSeconds: new Float64Array(HOURS),
  hourLots: new Float64Array(HOURS),
  volatility: initVolatilityCode(),
  variance: initEma(alphaOfSpan(VARIANCE_SECONDS)),
});

/** Variance of the mid's return over a second as of now, bp²: an EWMA around a mean of 0. NaN before it has settled. */
export const secondVariance = ({ variance }: MarketSums): number =>
  variance.count < LEAST_VARIANCE_SECONDS ? NaN : variance.value;

export const hourOf = (timeUs: number): number => Math.floor(timeUs / US_PER_HOUR) % HOURS;

const add = (to: Float64Array, k: number, more: number): void => {
  to[k] = (to[k] as number) + more;
};

/** The quotes stood from the time counted so far until now; stale times are left out. */
export function accrue(sums: MarketSums, timeUs: number, known: { quote: Quote | null; silences: Silences }): void {
  const { untilUs } = sums;
  const { quote, silences } = known;
  sums.untilUs = timeUs;
  if (untilUs === null || quote === null || timeUs <= untilUs) return;
  let from = untilUs;
  for (let k = 0; k < silences.fromUs.length; k++) {
    const to = silences.toUs[k] as number;
    if (to <= from) continue;
    const stale = silences.fromUs[k] as number;
    if (stale >= timeUs) break;
    if (stale > from) addPiece(sums, quote, { from, to: stale });
    from = to;
  }
  if (from < timeUs) addPiece(sums, quote, { from, to: timeUs });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function addPiece(sums: MarketSums, quote: Quote, { from, to }: Span): void {
  const { totals, spreadUs } = sums;
  const spread = quote.askTicks - quote.bidTicks;
  const mid = (quote.askTicks + quote.bidTicks) / 2;
  const us = to - from;
  add(totals, 0, us);
  add(totals, 1, spread * us);
  add(totals, 2, (spread / mid) * 1e4 * us);
  add(totals, 3, mid * us);
  add(totals, 4, ((quote.bidLots + quote.askLots) / 2) * us);
  add(spreadUs, Math.min(spread, MOST_SPREAD_TICKS), us);
  for (let at = from; at < to;) {
    const end = Math.min(to, (Math.floor(at / US_PER_HOUR) + 1) * US_PER_HOUR);
    add(sums.hourUs, hourOf(at), end - at);
    at = end;
  }
  const last = Math.ceil(to / US_PER_SECOND);
  for (let second = Math.ceil(from / US_PER_SECOND); second < last; second++) {
    const square = stepVolatility(sums.volatility, second, 2 * mid);
    if (square === null) continue;
    const hour = hourOf((second - 1) * US_PER_SECOND);
    add(sums.hourSquares, hour, square);
    stepEma(sums.variance, square);
    add(sums.hourSeconds, hour, 1);
  }
}

export const addVolume = (sums: MarketSums, timeUs: number, lots: number): void =>
  add(sums.hourLots, hourOf(timeUs), lots);

/** A break: the quotes are unknown until the next ones. */
export function breakMarket(sums: MarketSums): void {
  sums.untilUs = null;
  breakVolatility(sums.volatility);
}

export function marketOf(sums: MarketSums): CollectedMarket {
  const [coveredUs = 0, spreadTicksUs = 0, spreadBpUs = 0, midTicksUs = 0, topLotsUs = 0] = sums.totals;
  return {
    coveredUs,
    spreadTicksUs,
    spreadBpUs,
    midTicksUs,
    topLotsUs,
    spreadUs: sums.spreadUs.slice(),
    hourUs: sums.hourUs.slice(),
    hourSquares: sums.hourSquares.slice(),
    hourSeconds: sums.hourSeconds.slice(),
    hourLots: sums.hourLots.slice(),
  };
}
