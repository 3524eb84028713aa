// The hit rate at which a trade of a given move pays for its costs.

import { breakEvenHit, roundTripCosts } from '../break-even.js';
import type { Collected } from '../collect/collected.js';
import type { BreakEven, Route } from '../result-market.js';
import type { Costs } from '../study-plan.js';

/** Fees of a round trip, bp, by route: into the position, and out of it. */
export function roundTripBp({ takerBp, makerBp }: Costs, route: Route): number {
  if (route === 'taker-taker') return 2 * takerBp;
  return route === 'maker-maker' ? 2 * makerBp : takerBp + makerBp;
}

/** Mean spread over the time with a known book, bp of the mid; null without such a time. */
export const meanSpreadBp = ({ market: { spreadBpUs, coveredUs } }: Pick<Collected, 'market'>): number | null =>
  coveredUs > 0 ? spreadBpUs / coveredUs : null;

/**
 * ½ + c/(2a): a the mean size of the move, c the round trip, both in bp. Above 1 not even an oracle lives. Of the spread a
 * taker pays half at each crossing; a maker is given nothing of it, since who is filled is not chosen at random.
 * @param spreadBp mean spread; null where there was no book, and so no move
 */
export function breakEvenOf(
  costs: Costs,
  { meanAbsBp, spreadBp }: { readonly meanAbsBp: number | null; readonly spreadBp: number | null },
): BreakEven {
  const cost = roundTripCosts(costs, spreadBp ?? 0);
  const at = (costBp: number): number | null => (meanAbsBp === null ? null : breakEvenHit(costBp, meanAbsBp));
  return { takerTaker: at(cost.takerTaker), takerMaker: at(cost.takerMaker), makerMaker: at(cost.makerMaker) };
}
