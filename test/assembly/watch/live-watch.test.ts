// Tests of when the past of a capture is kept.

import { expect, test } from 'vitest';
import type { CaptureSession } from '../../../src/assembly/capture/capture-session.js';
import { createLiveWatch } from '../../../src/assembly/watch/live-watch.js';
import { normalizeAll, openMarket } from '../../support/market-run.js';
import { batchesOf } from '../../support/frames.js';
import { ScriptedMarket, UNIT_MARKET, shortChain } from '../../support/scripted-market.js';

/** A session of so many symbols whose clock stands where the test sets it. */
function sessionOf(symbols: number) {
  const market = openMarket(shortChain(4), { instruments: [UNIT_MARKET] });
  const time = { nowMs: 0 };
  const session = {
    symbols: Array.from({ length: symbols }, (_, k) => ({ symbol: `S${k}` })),
    loop: { live: { runner: { chain: market.chain } } },
    world: { elapsedMs: () => time.nowMs },
  } as unknown as CaptureSession;
  return { session, time, market };
}

test('with few symbols it is kept from the start', () => {
  const watch = createLiveWatch();
  const { session, market } = sessionOf(2);
  const frames = new ScriptedMarket().at(0).depth({ bids: [[1000, 1]] }).frames;
  for (const batch of batchesOf(frames, 9))
    normalizeAll(market.normalizer, batch, (events) => watch.watcher.events(events));
  watch.open(session);
  expect(watch.look(session).newestUs).toBeNull();
  for (const batch of batchesOf(frames, 9))
    normalizeAll(market.normalizer, batch, (events) => watch.watcher.events(events));
  expect(watch.look(session).newestUs).not.toBeNull();
});

test('with many it is kept while somebody looks, and begins anew when nobody has for a minute', () => {
  const watch = createLiveWatch();
  const { session, time, market } = sessionOf(500);
  watch.open(session);
  const feed = (): void => {
    const { frames } = new ScriptedMarket().at(0).depth({ bids: [[1000, 1]] });
    for (const batch of batchesOf(frames, 9))
      normalizeAll(market.normalizer, batch, (events) => watch.watcher.events(events));
  };
  feed();
  const first = watch.look(session);
  expect(first.newestUs).toBeNull();
  feed();
  expect(first.newestUs).not.toBeNull();
  time.nowMs = 50_000;
  expect(watch.look(session)).toBe(first);
  time.nowMs = 120_000;
  feed();
  expect(watch.look(session)).not.toBe(first);
});
