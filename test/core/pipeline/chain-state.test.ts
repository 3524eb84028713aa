// The chain's memory: a packed copy is the chain again, and shares nothing with it.

import { expect, test } from 'vitest';
import { createChain } from '../../../src/core/pipeline/chain.js';
import { restoreChain, saveChain } from '../../../src/core/pipeline/chain-state.js';
import { plainTracks, straightTo } from '../../support/players.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';

test('a chain with books comes back whole, to the last price', async () => {
  const { runner, plan } = await straightTo(await plainTracks([GAPS]), 4_000);
  const { chain } = runner;
  const saved = saveChain(chain);
  const other = createChain(plan.chain);
  restoreChain(other, saved);
  expect(other.symbols).toEqual(chain.symbols);
  expect(other.symbols[0]?.book.bids.lots).not.toBe(chain.symbols[0]?.book.bids.lots);
  expect(saved[0]?.book.bids.lots.length).toBe(chain.symbols[0]?.book.bids.count);
});

test('a state serves again: what is done to a restored chain does not change it', async () => {
  const { runner, plan } = await straightTo(await plainTracks([GAPS]), 4_000);
  const saved = saveChain(runner.chain);
  const copy = structuredClone(saved);
  const other = createChain(plan.chain);
  restoreChain(other, saved);
  other.symbols[0]?.book.bids.lots.fill(7);
  other.symbols[0]?.ofi.z.window.ring.fill(7);
  expect(saved).toEqual(copy);
});
