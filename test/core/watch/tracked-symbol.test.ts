// Tests of what is kept of one symbol.

import { expect, test } from 'vitest';
import { FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { initTrackedSymbol, isTrade, loseSight, takeTrade } from '../../../src/core/watch/tracked-symbol.js';
import { volumeBetween } from '../../../src/core/watch/volume-history.js';

function tradeAt(priceTicks: number, flags = 0) {
  const batch = createEventBatch(1);
  batch.kind[0] = KIND.aggTrade;
  batch.recvUs[0] = 50_500_000;
  batch.price[0] = priceTicks;
  batch.qty[0] = 4;
  batch.flags[0] = flags;
  return batch;
}

test('a symbol without a history keeps only its light part', () => {
  expect(initTrackedSymbol('X', false).history).toBeNull();
});

test('a healed trade stands on the tape and in no volume', () => {
  const history = initTrackedSymbol('X', true).history!;
  takeTrade(history, tradeAt(100, FLAG.healed), 0);
  expect([history.tape.added, history.market]).toEqual([1, null]);
  takeTrade(history, tradeAt(100), 0);
  expect(volumeBetween(history.market!.volume, 50, 51).buyLots).toEqual([4]);
});

test('a price that has outgrown its groups begins the pictures anew', () => {
  const history = initTrackedSymbol('X', true).history!;
  takeTrade(history, tradeAt(100_000), 0);
  const before = history.market;
  takeTrade(history, tradeAt(150_000), 0);
  expect(history.market).toBe(before);
  takeTrade(history, tradeAt(10_000_000), 0);
  expect(history.market).not.toBe(before);
});

test('sight can be lost before anything has been seen', () => {
  const history = initTrackedSymbol('X', true).history!;
  loseSight(history, 1_000_000);
  expect(history.market).toBeNull();
  expect([KIND.aggTrade, KIND.trade, KIND.tick].map(isTrade)).toEqual([true, true, false]);
});
