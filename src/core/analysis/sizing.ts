// How large a position an edge justifies.

/** Kelly share of capital for a bet won with probability p that pays `payoff` times what it may lose: p − (1 − p)/b. */
export const kellyShare = (p: number, payoff: number): number | null => (payoff > 0 ? p - (1 - p) / payoff : null);

/** Kelly leverage of a continuous return: μ/σ², both per period. E. Thorp (1969). Null without variation. */
export const kellyLeverage = (mean: number, sd: number): number | null => (sd > 0 ? mean / (sd * sd) : null);

/** A quarter of Kelly on the lower bound of the edge, at least 0: what an estimate that may be wrong allows. */
export const cautiousKelly = (lowerP: number, payoff: number): number | null => {
  const share = kellyShare(lowerP, payoff);
  return share === null ? null : Math.max(0, share / 4);
};

/** Leverage that brings a volatility to its target: σ* / (σ̂·√periods). Null without variation. */
export const volatilityLeverage = (
  target: number,
  { sd, periods }: { readonly sd: number; readonly periods: number },
): number | null => (sd > 0 ? target / (sd * Math.sqrt(periods)) : null);
