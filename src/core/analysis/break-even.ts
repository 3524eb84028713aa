// What a hit rate is worth: break-even against costs, edge, and the correlation it corresponds to.

import { sinTurn } from '../stats/turn.js';

const ROOT_TWO_OVER_PI = 0.7978845608028654;

/**
 * Hit rate at which trades that win or lose the same move pay for their cost: p* = ½ + c/(2a). Above 1 not even an
 * oracle does. Null where there is no move.
 * @param costBp of the round trip
 * @param moveBp size of the move
 */
export const breakEvenHit = (costBp: number, moveBp: number): number | null =>
  moveBp > 0 ? 0.5 + costBp / (2 * moveBp) : null;

/** The same where wins and losses differ in size: p·win − (1 − p)·loss = cost. Null where neither has a size. */
export const breakEvenHitOf = (
  costBp: number,
  move: { readonly winBp: number; readonly lossBp: number },
): number | null => (move.winBp + move.lossBp > 0 ? (move.lossBp + costBp) / (move.winBp + move.lossBp) : null);

/** Edge a trade, bp: (2p − 1)·move − cost, for moves of one size. */
export const netEdgeBp = (hitRate: number, moveBp: number, costBp: number): number =>
  (2 * hitRate - 1) * moveBp - costBp;

/** Round trip cost in bp by route. Fees are a side; a taker pays half the spread at each crossing besides. */
export interface RoundTripCosts {
  readonly takerTaker: number;
  readonly takerMaker: number;
  readonly makerMaker: number;
}

/**
 * Fees alone: what a move between the mids has to beat before spread and slippage.
 * @param spreadBp full spread; half of it is added for each taker side. 0 gives fees alone
 */
export const roundTripCosts = (
  fees: { readonly takerBp: number; readonly makerBp: number },
  spreadBp = 0,
): RoundTripCosts => ({
  takerTaker: 2 * fees.takerBp + spreadBp,
  takerMaker: fees.takerBp + fees.makerBp + spreadBp / 2,
  makerMaker: 2 * fees.makerBp,
});

/** Share of equal signs of two normal variables correlated by ρ: ½ + asin(ρ)/π (Sheppard 1899). |ρ| ≤ 1. */
export const hitOfCorrelation = (rho: number): number => 0.5 + Math.asin(rho) / Math.PI;

/** Correlation of two normal variables whose signs agree at that rate: sin(π(p − ½)). 0 ≤ p ≤ 1. */
export const correlationOfHit = (hitRate: number): number =>
  hitRate >= 0.5 ? sinTurn((hitRate - 0.5) / 2) : -sinTurn((0.5 - hitRate) / 2);

/** Mean gain of trading the sign of a normal signal: ρσ√(2/π), unit of σ. */
export const edgeOfCorrelation = (rho: number, sd: number): number => rho * sd * ROOT_TWO_OVER_PI;

/** Smallest correlation whose sign-following pays for the cost: c/(σ√(2/π)); above 1 none does. Null where σ is 0. */
export const breakEvenCorrelation = (costBp: number, sdBp: number): number | null =>
  sdBp > 0 ? costBp / (sdBp * ROOT_TWO_OVER_PI) : null;
