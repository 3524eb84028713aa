// What a signal earns by each way of trading it, and whether that is more than nothing for certain.

import { type BlockBootstrap, type BlockRatio, blockEstimate, bootstrapRatios, commonRun } from '../calendar-blocks.js';
import type { Collected, CollectedLane, EventList, MakerList } from '../collect/collected.js';
import { type Estimate, exactEstimate, mapEstimate, noEstimate } from '../estimate.js';
import type { EconomicVerdict, Endpoint } from '../result.js';
import type { EconomicsResult, Route, RouteRow } from '../result-market.js';
import type { Costs } from '../study-plan.js';
import { roundTripBp } from './route-costs.js';
import type { JudgeContext, Sliced } from './context.js';
import { primaryOf } from './endpoints.js';
import { equityOf } from './equity.js';
import { eventBlocks, meanByBlock, signed } from './event-blocks.js';
import { hitEstimate } from './bounds.js';
import { allows } from './gates.js';
import { studySample } from './hit-sample.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { rngFor } from './seeds.js';
import type { RngState } from '../../stats/rng.js';

/** Ways in and out that a verdict chooses the best of. */
export const ROUTES: readonly Route[] = ['taker-taker', 'maker-taker', 'maker-maker'];

/** One route of one signal: means by block, between the mids, less fees, and between the prices paid. */
interface Traded {
  readonly route: Route;
  readonly gross: BlockRatio;
  readonly net: BlockRatio;
  readonly paid: BlockRatio;
  readonly fillRate: Estimate;
}

interface Place {
  readonly lane: CollectedLane;
  readonly s: number;
  readonly costs: Costs;
  readonly seed: number;
}

function takerTrades({ lane, costs }: Place, events: EventList): Traded {
  const blocks = eventBlocks(lane.blocks, events.timeUs);
  const paid = signed(events.side, events.yExecutable);
  const fee = roundTripBp(costs, 'taker-taker');
  return {
    route: 'taker-taker',
    gross: meanByBlock(blocks, signed(events.side, events.yMid)),
    net: meanByBlock(
      blocks,
      paid.map((bp) => bp - fee),
    ),
    paid: meanByBlock(blocks, paid),
    fillRate: paid.length === 0 ? noEstimate(0, 'no_outcomes') : exactEstimate(1, paid.length),
  };
}

/**
 * A limit order that was never filled on the way out was left at a taker's price, and pays a taker's fee: at the end of
 * the time to leave, or at the end of the horizon where what came later is unknown. To leave those out would keep exits
 * that were quick.
 */
const exitFee = (makers: MakerList, costs: Costs, e: number): number =>
  makers.passiveExit[e] === 1 ? costs.makerBp : costs.takerBp;

/** Share of the orders with a known end that were filled. */
function fillRateOf({ orders, filled, fills }: MakerList, rng: RngState): Estimate {
  const [count, total] = fills.columns as [Float64Array, Float64Array];
  const ratio: BlockRatio = { kind: 'rate', total, count };
  const [rate] = bootstrapRatios([ratio], { replications: LIGHT_REPLICATIONS, rng }) as [BlockBootstrap];
  return hitEstimate({ count: { hits: filled, n: orders }, rate, slow: null });
}

function makerTrades({ lane, costs, s, seed }: Place, makers: MakerList): Traded[] {
  const blocks = eventBlocks(lane.blocks, makers.timeUs);
  const fillRate = fillRateOf(makers, rngFor(seed, 'edge', [s, -3]));
  const fee = roundTripBp(costs, 'maker-taker');
  return [
    {
      route: 'maker-taker',
      gross: meanByBlock(blocks, makers.grossTaker),
      net: meanByBlock(
        blocks,
        makers.paidTaker.map((bp) => bp - fee),
      ),
      paid: meanByBlock(blocks, makers.paidTaker),
      fillRate,
    },
    {
      route: 'maker-maker',
      gross: meanByBlock(blocks, makers.grossMaker),
      net: meanByBlock(
        blocks,
        makers.paidMaker.map((bp, e) => bp - costs.makerBp - exitFee(makers, costs, e)),
      ),
      paid: meanByBlock(blocks, makers.paidMaker),
      fillRate,
    },
  ];
}

function tradesOf(place: Place): Traded[] {
  const events = place.lane.events?.[place.s];
  const makers = place.lane.makers?.[place.s] ?? null;
  return [
    ...(events === undefined ? [] : [takerTrades(place, events)]),
    ...(makers === null ? [] : makerTrades(place, makers)),
  ];
}

/** A route with its net edge as it is resampled: the verdict asks it at another level than the table. */
interface JudgedRoute {
  readonly s: number;
  readonly row: RouteRow;
  readonly net: BlockBootstrap;
}

/**
 * Between the mids a taker earns what the tables of edges show: the same interval then, where outcomes are of the mid and
 * none was thinned out.
 */
function grossOf(collected: Collected, { lane, s }: Place, { route }: Traded): Estimate | null {
  const isSame = route === 'taker-taker' && collected.plan.label === 'mid' && lane.events?.[s]?.stride === 1;
  return isSame ? blockEstimate(studySample(collected, lane, { s, scheme: 'onset' }).edge) : null;
}

function judgeRoute(collected: Collected, place: Place, traded: Traded): JudgedRoute {
  const { plan, lanes } = collected;
  const rng = rngFor(plan.seed, 'edge', [lanes.indexOf(place.lane), place.s, ROUTES.indexOf(traded.route)]);
  const { replications } = plan;
  const [gross] = bootstrapRatios([traded.gross], { replications, rng });
  // One array of counts for both: what is drawn for the net edge serves the price paid.
  const both = [traded.net, { ...traded.paid, count: traded.net.count }];
  const [net, paid] = bootstrapRatios(both, { replications, rng, run: commonRun([traded.net]) });
  if (gross === undefined || net === undefined || paid === undefined)
    throw new RangeError('a bootstrap without a result');
  const row: RouteRow = {
    signal: plan.signals[place.s]?.name ?? '',
    horizonUs: place.lane.horizonUs,
    route: traded.route,
    grossBp: grossOf(collected, place, traded) ?? blockEstimate(gross),
    netBp: blockEstimate(net),
    fillRate: traded.fillRate,
    breakEvenCostBp: mapEstimate(blockEstimate(paid), (bp) => bp / 2),
  };
  return { s: place.s, row, net };
}

/** Signals that are traded on: what is only there to be beaten is not. */
const traded = ({ plan }: Collected): number[] =>
  [...plan.signals.entries()].filter(([, { role }]) => role !== 'baseline').map(([s]) => s);

function* routesOf(collected: Collected): Sliced<JudgedRoute[]> {
  const { plan, lanes } = collected;
  const judged = lanes.filter((lane) => lane.judged);
  const routes: JudgedRoute[] = [];
  for (const [i, lane] of judged.entries()) {
    yield { part: 'economics', done: i, of: judged.length };
    for (const s of traded(collected)) {
      const place = { lane, s, costs: plan.costs, seed: plan.seed };
      routes.push(...tradesOf(place).map((one) => judgeRoute(collected, place, one)));
    }
  }
  return routes;
}

/**
 * TRADABLE if the net edge of some route has a lower bound above nought, NOT_TRADABLE if those of all have an upper bound
 * below it; both at an error shared out among signals and routes, and only where the gates on the data hold.
 */
export function economicVerdict(routes: readonly JudgedRoute[], share: number, gatesHold: boolean): EconomicVerdict {
  const judged = routes.map(({ row, net }) => ({ row, netEdgeBp: blockEstimate(net, 1 - 2 * share) }));
  const low = ({ netEdgeBp }: { netEdgeBp: Estimate }): number => netEdgeBp.low ?? -Infinity;
  const value = ({ netEdgeBp }: { netEdgeBp: Estimate }): number => netEdgeBp.value ?? -Infinity;
  const best = judged.reduce<(typeof judged)[number] | null>(
    (a, b) => (a === null || low(b) > low(a) || (low(b) === low(a) && value(b) > value(a)) ? b : a),
    null,
  );
  const isLost = judged.length > 0 && judged.every(({ netEdgeBp }) => netEdgeBp.high !== null && netEdgeBp.high < 0);
  const isWon = best !== null && low(best) > 0;
  return {
    signal: best?.row.signal ?? '',
    horizonUs: best?.row.horizonUs ?? 0,
    verdict: !gatesHold || !(isWon || isLost) ? 'INCONCLUSIVE' : isWon ? 'TRADABLE' : 'NOT_TRADABLE',
    route: best?.row.route ?? 'taker-taker',
    netEdgeBp: best?.netEdgeBp ?? noEstimate(0, 'no_outcomes'),
  };
}

export interface JudgedEconomics {
  readonly economic: readonly EconomicVerdict[];
  readonly economics: EconomicsResult;
}

/** Mean notional at the best price of the side taken, quote units, over the onsets of a signal. */
function capacityOf(
  lane: CollectedLane,
  s: number,
  { context, seed }: { context: JudgeContext; seed: number },
): Estimate {
  const events = lane.events?.[s];
  if (events === undefined || events.takenTicksLots.length === 0) return noEstimate(0, 'no_outcomes');
  const taken = meanByBlock(eventBlocks(lane.blocks, events.timeUs), events.takenTicksLots);
  const drawing = { replications: LIGHT_REPLICATIONS, rng: rngFor(seed, 'edge', [s, -4]) };
  const [mean] = bootstrapRatios([taken], drawing) as [BlockBootstrap];
  return mapEstimate(blockEstimate(mean), (ticksLots) => ticksLots * context.tick * context.step);
}

/** Endpoints' signals get a verdict; their gates on the data count, those on skill do not. */
export function* judgeEconomics(
  collected: Collected,
  context: JudgeContext,
  endpoints: readonly Endpoint[],
): Sliced<JudgedEconomics> {
  const { plan } = collected;
  const routes = yield* routesOf(collected);
  const { lane } = primaryOf(collected);
  const asked = endpoints.filter(({ kind }) => kind === 'base-rate');
  const economic = asked.map(({ signal, gates }) => {
    const own = routes.filter(({ row }) => row.signal === signal && row.horizonUs === plan.primaryUs);
    const share = plan.alpha / (asked.length * Math.max(1, own.length));
    return { ...economicVerdict(own, share, allows(gates, 'FAIL')), signal, horizonUs: plan.primaryUs };
  });
  const equity = equityOf(
    collected,
    routes.filter(({ row }) => asked.some(({ signal }) => signal === row.signal)).map(({ row }) => row),
  );
  const s = plan.signals.findIndex(({ name }) => name === (equity?.signal ?? asked[0]?.signal));
  return {
    economic,
    economics: {
      costs: plan.costs,
      routes: routes.map(({ row }) => row),
      equity,
      capacityQuote: capacityOf(lane, s, { context, seed: plan.seed }),
    },
  };
}
