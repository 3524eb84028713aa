// Sources for tests: a synthetic market by symbol, a tiny scripted one, and everything that a source gives.

import { createSyntheticSource } from '../../../src/exchange/emulator/synthetic-source.js';
import type { VenueDepth, VenueMessage } from '../../../src/exchange/emulator/venue-message.js';
import type { VenueSource } from '../../../src/exchange/emulator/venue-source.js';
import { marketOf } from '../../support/synthetic.js';

export const syntheticSource = (symbols = ['ETHUSDT'], seed = 7): VenueSource =>
  createSyntheticSource(marketOf(seed, symbols));

/** Pulls until the source's clock has moved so far, or the source has ended. */
export async function pullAll(source: VenueSource, spanUs: number): Promise<VenueMessage[]> {
  const messages: VenueMessage[] = [];
  const untilUs = source.startUs + spanUs;
  for (;;) {
    const before = messages.length;
    const reached = source.pull(untilUs, 1_000, (message) => messages.push(message));
    if (reached >= untilUs || source.ended()) return messages;
    const wait = source.ready();
    if (wait === null && messages.length === before) return messages;
    await wait;
  }
}

export const isDepth = (message: VenueMessage): message is VenueDepth => message.kind === 'depth';

/** A source of two prices whose depth, trade and mark come every 10 ms: small enough to count by hand. */
export function tinySource(symbol = 'ETHUSDT'): VenueSource {
  let n = 0;
  return {
    kind: 'synthetic',
    publishesAll: true,
    symbols: [{ symbol, tick: '0.01', step: '0.001' }],
    startUs: 0,
    ready: () => null,
    ended: () => false,
    pull(untilUs, most, take) {
      for (let count = 0; count < most; count++) {
        const atUs = (n + 1) * 10_000;
        if (atUs > untilUs) return untilUs;
        n++;
        const [finalId, prevId] = [1_000 + 10 * n, 990 + 10 * n];
        const levels = { bids: [['100.00', String(n)]] as const, asks: [['100.01', '1.000']] as const };
        take({ kind: 'depth', symbol, atUs, ageMs: 2, firstId: prevId + 3, finalId, prevId, ...levels });
        const fills = { firstFill: 2 * n, lastFill: 2 * n + 1, buyerIsMaker: n % 2 === 0 };
        take({ kind: 'aggTrade', symbol, atUs, ageMs: 3, id: n, price: '100.00', qty: '2', qtyNoRpi: '1', ...fills });
      }
      return n * 10_000;
    },
    book: () => ({
      lastUpdateId: 1_000 + 10 * n,
      bids: [['100.00', String(Math.max(1, n))]],
      asks: [['100.01', '1.000']],
    }),
    close: () => Promise.resolve(),
  };
}
