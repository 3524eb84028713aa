// Share of buying among taker volume.

/** (buy − sell)/(buy + sell), within −1..1; null without volume. Any unit, the same for both. */
export function tradeImbalance(buy: number, sell: number): number | null {
  const volume = buy + sell;
  return volume > 0 ? (buy - sell) / volume : null;
}
