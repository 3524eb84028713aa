// Tests of the tape.

import { expect, test } from 'vitest';
import { FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { initTradeTape, stepTradeTape, tapeView } from '../../../src/core/watch/trade-tape.js';

const batch = createEventBatch(1);
function trade(id: number, kind: number = KIND.aggTrade, flags = 0) {
  batch.kind[0] = kind;
  batch.flags[0] = flags;
  batch.id1[0] = id;
  batch.price[0] = 100;
  batch.qty[0] = id;
  return batch;
}

test('the newest trade comes first, with its taker and whether it was healed', () => {
  const tape = initTradeTape(3);
  for (let id = 1; id <= 5; id++)
    stepTradeTape(tape, trade(id, KIND.aggTrade, id === 5 ? FLAG.healed | FLAG.buyerIsMaker : 0), 0);
  expect(tapeView(tape, 9).map(({ id, side, healed }) => [id, side, healed])).toEqual([
    [5, 'sell', true],
    [4, 'buy', false],
    [3, 'buy', false],
  ]);
  expect(tapeView(tape, 1)).toHaveLength(1);
});

test('single trades stand on it only while no aggregated ones come', () => {
  const tape = initTradeTape(9);
  const taken = [KIND.trade, KIND.aggTrade, KIND.trade].map((kind, k) => stepTradeTape(tape, trade(k, kind), 0));
  expect(taken).toEqual([true, true, false]);
  expect(tapeView(tape, 9)).toHaveLength(2);
});
