// What a signal adds to rules that need no thought: the same moments, judged with the baseline's side instead.

import { type BlockBootstrap, blockEstimate, bootstrapDifference, bootstrapRatios } from '../calendar-blocks.js';
import type { Collected, CollectedLane, EventList } from '../collect/collected.js';
import { fisherInterval, partialCorrelation } from '../correlation.js';
import { type Estimate, estimateOf, noEstimate } from '../estimate.js';
import { regress } from '../regression.js';
import type { BaselineRow } from '../result.js';
import { commonerDirection, primaryOf } from './endpoints.js';
import type { Sliced } from './context.js';
import { eventBlocks, rateByBlock, signed } from './event-blocks.js';
import { type Pairs, evenPairs, pairsBehind } from './graded.js';
import { rngFor } from './seeds.js';
import { storeSeries } from './store-series.js';

/** Always the direction that the market went more often; known only afterwards, so the hardest of its kind. */
export const MAJORITY = 'majority';

/** Correlation with the outcome after the past return over the horizon is taken out of both. */
export function partialIc({ timeUs, x, y, past }: Pairs, horizonUs: number): Estimate {
  const kept = [...x.keys()].filter((i) => !Number.isNaN(past[i]));
  const pick = (from: Float64Array): Float64Array => Float64Array.from(kept, (i) => from[i] as number);
  const pairs = { timeUs: pick(timeUs), x: pick(x), y: pick(y), past: pick(past) };
  const n = kept.length;
  if (n < 4) return noEstimate(n, 'few_outcomes');
  const value = partialCorrelation(pairs.x, pairs.y, pairs.past);
  if (value === null) return noEstimate(n, 'constant');
  const rest = (values: Float64Array): Float64Array => regress(pairs.past, values)?.residuals ?? values;
  const nEff = pairsBehind({ timeUs: pairs.timeUs, x: rest(pairs.x), y: rest(pairs.y) }, horizonUs);
  const interval = nEff === null ? null : fisherInterval(value, nEff, { controls: 1 });
  return estimateOf(value, interval, { n, nEff, method: 'fisher', lacking: 'few_outcomes' });
}

interface Rivals {
  readonly collected: Collected;
  readonly lane: CollectedLane;
  readonly events: EventList;
  readonly s: number;
}

/** Side of the rival at each event; 0 where it says nothing. */
function sidesOf({ collected, events }: Rivals, b: number): Int8Array {
  const signals = collected.plan.signals.length;
  return Int8Array.from(events.side, (_, e) => events.sides[e * signals + b] as number);
}

/** Moments at which both speak and the price moves. */
function compare(rivals: Rivals, b: number, sides: Int8Array): Pick<BaselineRow, 'hit' | 'difference'> {
  const { collected, lane, events, s } = rivals;
  const both = events.y.map((y, e) => (sides[e] === 0 ? NaN : y));
  const blocks = eventBlocks(lane.blocks, events.timeUs);
  const own = rateByBlock(blocks, signed(events.side, both));
  const other = rateByBlock(blocks, signed(sides, both));
  const { replications, seed } = collected.plan;
  const drawing = { replications, rng: rngFor(seed, 'baseline', [s, b]) };
  const [rate] = bootstrapRatios([other], drawing) as [BlockBootstrap];
  return { hit: blockEstimate(rate), difference: blockEstimate(bootstrapDifference(own, other, drawing)) };
}

function rowsOf(rivals: Rivals): BaselineRow[] {
  const { collected, s } = rivals;
  const { plan } = collected;
  const { h } = primaryOf(collected);
  const horizonUs = plan.primaryUs;
  const name = plan.signals[s]?.name ?? '';
  const partial = partialIc(evenPairs(storeSeries(collected, { s, h })), horizonUs);
  const base = { signal: name, horizonUs, partialIc: partial };
  const baselines = [...plan.signals.entries()].filter(([, { role }]) => role === 'baseline');
  const rows = baselines.map(([b, spec]): BaselineRow => {
    return { ...base, baseline: spec.name, ...compare(rivals, b, sidesOf(rivals, b)) };
  });
  const isUp = mostlyUp(collected, horizonUs);
  const majority = new Int8Array(rivals.events.side.length).fill(isUp ? 1 : -1);
  return [...rows, { ...base, baseline: MAJORITY, ...compare(rivals, plan.signals.length, majority) }];
}

function mostlyUp(collected: Collected, horizonUs: number): boolean {
  const found = collected.moves.find((move) => move.horizonUs === horizonUs);
  return found !== undefined && found.ups === commonerDirection(collected, horizonUs).hits;
}

/** Primaries and the user's own signals, at the primary horizon. */
export function* judgeBaselines(collected: Collected): Sliced<BaselineRow[]> {
  const { plan } = collected;
  const { lane } = primaryOf(collected);
  const rows: BaselineRow[] = [];
  for (const [s, { role }] of plan.signals.entries()) {
    const events = lane.events?.[s];
    if (events === undefined || (role !== 'primary' && role !== 'user')) continue;
    yield { part: 'baselines', done: s, of: plan.signals.length };
    rows.push(...rowsOf({ collected, lane, events, s }));
  }
  return rows;
}
