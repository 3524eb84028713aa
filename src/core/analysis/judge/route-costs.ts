// The hit rate at which a trade of a given move pays for its costs.

import { breakEvenHit } from '../break-even.js';
import type { BreakEven, Route } from '../result-market.js';
import type { Costs } from '../study-plan.js';

/** Fees of a round trip, bp, by route: into the position, and out of it. */
export function roundTripBp({ takerBp, makerBp }: Costs, route: Route): number {
  if (route === 'taker-taker') return 2 * takerBp;
  return route === 'maker-maker' ? 2 * makerBp : takerBp + makerBp;
}

/** ½ + c/(2a): a the mean size of the move, c the round trip, both in bp. Above 1 not even an oracle lives. */
export function breakEvenOf(costs: Costs, meanAbsBp: number | null): BreakEven {
  const at = (route: Route): number | null =>
    meanAbsBp === null ? null : breakEvenHit(roundTripBp(costs, route), meanAbsBp);
  return { takerTaker: at('taker-taker'), takerMaker: at('maker-taker'), makerMaker: at('maker-maker') };
}
