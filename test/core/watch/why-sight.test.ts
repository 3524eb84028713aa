// A sight of a symbol's chain: shares nothing with it, and goes through a new day as the chain does.

import { expect, test } from 'vitest';
import { ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import { bookOf, rollSight, sightOf } from '../../../src/core/watch/why-sight.js';
import { plainTracks, straightTo } from '../../support/players.js';

const LONG = 'fixtures/synthetic-ethusdt-3m.ndjson.gz';
const DAY_US = 86_400_000_000;
const CHAIN = { ...ORIGINAL_CHAIN, cvd: { ...ORIGINAL_CHAIN.cvd, reset: 'utc-day' } } as const;

async function stateOfSymbol() {
  const { runner } = await straightTo(await plainTracks([LONG], CHAIN), 3_000);
  const [state] = runner.chain.symbols;
  if (state === undefined) throw new Error('a symbol is wanted');
  return state;
}

test('what is done to it does not reach the chain', async () => {
  const state = await stateOfSymbol();
  const sight = sightOf(state);
  expect(sight.ofi).toEqual(state.ofi);
  sight.ofi.z.window.ring.fill(7);
  sight.cvd.bar.buyLots = -1;
  expect(state.ofi.z.window.ring).not.toEqual(sight.ofi.z.window.ring);
  expect(state.cvd.bar.buyLots).not.toBe(-1);
});

test('five levels a side at least, best first; none of a book that cannot be read', async () => {
  const { book } = await stateOfSymbol();
  const top = bookOf(book, 1);
  expect(top?.bidTicks.length).toBe(5);
  expect([...(top?.bidTicks ?? [])].sort((a, b) => b - a)).toEqual(top?.bidTicks);
  expect(bookOf({ ...book, synced: false }, 5)).toBeNull();
});

test('a new day clears the windows of mode level, and no others', async () => {
  const state = await stateOfSymbol();
  const sight = sightOf(state);
  expect(rollSight(CHAIN, sight, state.nowUs)).toBe(false);
  expect(rollSight(CHAIN, sight, state.nowUs + DAY_US)).toBe(true);
  expect(sight.cvd.z.window.count).toBe(0);
  const delta = sightOf(state);
  expect(rollSight({ ...CHAIN, cvd: { ...CHAIN.cvd, mode: 'delta' } }, delta, state.nowUs + DAY_US)).toBe(false);
  expect(delta.ofi.z.window.count).toBe(state.ofi.z.window.count);
});
