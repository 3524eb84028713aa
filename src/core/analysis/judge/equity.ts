// The plainest use of a signal: a taker's trade at every onset, none overlapping, and what it would have added up to.

import { bootstrapStatistic } from '../bootstrap.js';
import type { Collected, CollectedLane, EventList } from '../collect/collected.js';
import { type BlockBootstrap, bootstrapRatios, expandedInterval } from '../calendar-blocks.js';
import { type Estimate, estimateOf, noEstimate } from '../estimate.js';
import { equityPath, momentsOf, sharpeRatio } from '../performance.js';
import { circularBlocks } from '../resample.js';
import type { EconomicsResult, RouteRow } from '../result-market.js';
import { type SharpeSample, probabilisticSharpe } from '../sharpe.js';
import { hitEstimate } from './bounds.js';
import { roundTripBp } from './route-costs.js';
import { eventBlocks, meanByBlock, signed } from './event-blocks.js';
import { rngFor } from './seeds.js';

const CURVE_POINTS = 512;
const REPLICATIONS = 500;
/** Trades drawn together: neighbours share their hour. */
const TRADES_TOGETHER = 5;

/** Net return of each onset, bp, takers both ways. */
export function netReturns(collected: Collected, events: EventList): Float64Array {
  const fee = roundTripBp(collected.plan.costs, 'taker-taker');
  return signed(events.side, events.yExecutable).map((bp) => bp - fee);
}

/** Sharpe ratio a trade with the moments that its error depends on; null where there is no spread. */
export function sharpeSample(returns: ArrayLike<number>): SharpeSample | null {
  const moments = momentsOf(returns);
  const sharpe = sharpeRatio(returns);
  if (moments === null || sharpe === null || moments.skew === null || moments.kurtosis === null) return null;
  return { sharpe, n: moments.n, skew: moments.skew, kurtosis: moments.kurtosis };
}

function sharpeEstimate(collected: Collected, returns: Float64Array): Estimate {
  const n = returns.length;
  const value = sharpeRatio(returns);
  if (value === null) return noEstimate(n, n < 2 ? 'few_outcomes' : 'constant');
  const drawing = {
    replications: REPLICATIONS,
    rng: rngFor(collected.plan.seed, 'edge', [-1]),
    resampler: circularBlocks(n, Math.min(TRADES_TOGETHER, n)),
  };
  const draws = bootstrapStatistic(
    n,
    (indices) => sharpeRatio(Float64Array.from(indices, (i) => returns[i] as number)),
    drawing,
  );
  const interval = n < 30 ? null : expandedInterval(draws, n / TRADES_TOGETHER);
  return estimateOf(value, interval, { n, method: 'circular-bootstrap', lacking: 'few_outcomes' });
}

/** Sum of the returns after each trade, thinned evenly; the last one always stands. */
function curveOf(timeUs: Float64Array, returns: Float64Array): (readonly [number, number])[] {
  const every = Math.max(1, Math.ceil(returns.length / CURVE_POINTS));
  const curve: (readonly [number, number])[] = [];
  let sum = 0;
  for (let e = 0; e < returns.length; e++) {
    sum += returns[e] as number;
    const isLast = e === returns.length - 1;
    if (isLast || (returns.length - 1 - e) % every === 0) curve.push([timeUs[e] as number, sum]);
  }
  return curve;
}

interface Trades {
  readonly lane: CollectedLane;
  readonly timeUs: Float64Array;
  readonly returns: Float64Array;
}

/** Share of the trades that earned something after costs. */
function winRateOf({ plan }: Collected, { lane, timeUs, returns }: Trades): Estimate {
  const wins = returns.map((bp) => (bp > 0 ? 1 : 0));
  const drawing = { replications: plan.replications, rng: rngFor(plan.seed, 'edge', [-2]) };
  const share = { ...meanByBlock(eventBlocks(lane.blocks, timeUs), wins), kind: 'rate' as const };
  const [rate] = bootstrapRatios([share], drawing) as [BlockBootstrap];
  return hitEstimate({ count: { hits: wins.filter((win) => win === 1).length, n: wins.length }, rate, slow: null });
}

/** Of the signal and horizon with the best net edge of takers; null where none ever traded. */
export function equityOf(collected: Collected, rows: readonly RouteRow[]): EconomicsResult['equity'] {
  const taken = rows.filter(({ route, netBp }) => route === 'taker-taker' && netBp.value !== null);
  const [first, ...others] = taken;
  if (first === undefined) return null;
  const best = others.reduce((a, b) => ((b.netBp.value ?? 0) > (a.netBp.value ?? 0) ? b : a), first);
  const s = collected.plan.signals.findIndex(({ name }) => name === best.signal);
  const lane = collected.lanes.find(({ judged, horizonUs }) => judged && horizonUs === best.horizonUs);
  const events = lane?.events?.[s];
  if (lane === undefined || events === undefined) return null;
  const returns = netReturns(collected, events);
  const sample = sharpeSample(returns);
  return {
    signal: best.signal,
    horizonUs: best.horizonUs,
    trades: returns.length,
    curve: curveOf(events.timeUs, returns),
    sharpePerTrade: sharpeEstimate(collected, returns),
    psr: sample === null ? null : probabilisticSharpe(sample),
    maxDrawdownBp: -equityPath(returns, 'simple').maxDrawdown,
    winRate: winRateOf(collected, { lane, timeUs: events.timeUs, returns }),
  };
}
