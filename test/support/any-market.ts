// Any market of one symbol: what properties of the chain are tried on.

import fc from 'fast-check';
import { type ScriptLevel, ScriptedMarket } from './scripted-market.js';

/** Any market of one symbol: price moves, sizes, trades, quiet, gaps. */
const step = fc.record({
  ms: fc.integer({ min: 1, max: 120 }),
  bid: fc.tuple(fc.integer({ min: -8, max: 0 }), fc.nat(9)),
  ask: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)),
  trade: fc.integer({ min: -9, max: 9 }),
  trouble: fc.constantFrom('', '', '', '', '', '', '', '', '', '', 'lost', 'stop', 'missing'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** sign −1: the same market with bids and asks, buying and selling changed over. */
export function marketOf(steps: readonly Step[], sign: 1 | -1): ScriptedMarket {
  const levels = (list: readonly ScriptLevel[]): ScriptLevel[] =>
    list.map(([offset, lots]) => [sign === 1 ? 1000 + offset : 1001 - offset, lots]);
  const sides = (low: readonly ScriptLevel[], high: readonly ScriptLevel[]) =>
    sign === 1 ? { bids: levels(low), asks: levels(high) } : { bids: levels(high), asks: levels(low) };
  const book = sides([[0, 5], [-1, 4], [-9, 9]], [[1, 6], [2, 3], [10, 9]]); // prettier-ignore
  const market = new ScriptedMarket().at(0).snapshot(book);
  for (const { ms, bid, ask, trade, trouble } of steps) {
    market.after(ms);
    if (trouble === 'lost') market.loseDepth();
    if (trouble === 'stop') market.control('disconnect').after(30);
    if (trouble === 'missing') market.loseTrades(1);
    market.depth(sides([bid], [ask]));
    if (trouble === 'lost') market.after(10).snapshot(book);
    if (trade !== 0) market.trade(sign * trade);
  }
  return market.after(100).tick();
}

export const anySteps = fc.array(step, { minLength: 5, maxLength: 80 });
