// Holes in trade ids: asked for by id, filled as far as the exchange has them, and said where it has not.

import { describe, expect, test } from 'vitest';
import {
  type HealerDesk,
  type Hole,
  MOST_IDS,
  type TradeHealer,
  addHole,
  createTradeHealer,
  healNext,
  openText,
} from '../../../src/assembly/capture/trade-healer.js';

const gap = (fromId: number, toId: number) => ({
  symbol: 'ETHUSDT',
  stream: 'trade' as const,
  isAggregate: true,
  fromId,
  toId,
  recvUs: 0,
});

/** A desk whose exchange holds the ids for which `has` is true, in pages of `size`. */
function deskOf(has: (id: number) => boolean, size = 3) {
  const added: number[] = [];
  const open: [number, number, string][] = [];
  const asked: number[] = [];
  const told: string[] = [];
  const desk: HealerDesk = {
    fetch(hole: Hole) {
      asked.push(hole.fromId);
      const trades: { id: number; text: string }[] = [];
      for (let id = hole.fromId; trades.length < size && id < hole.fromId + 100; id++) {
        if (has(id)) trades.push({ id, text: String(id) });
      }
      return Promise.resolve({ trades });
    },
    add: (_symbol, text) => added.push(Number(text)),
    giveUp: (hole, reason) => {
      open.push([hole.fromId, hole.toId, reason]);
      told.push(openText(hole, reason));
    },
    fault: (error) => expect(error).toBeNull(),
  };
  return { desk, added, open, asked, told };
}

/** Lets an hour pass in steps of a second. */
async function pass(healer: TradeHealer, desk: HealerDesk): Promise<void> {
  let now = 0;
  for (let second = 0; second < 3_600; second++) {
    now += 1_000;
    healNext(healer, desk, () => now);
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('a hole', () => {
  test('is filled page by page, with nothing of its neighbours', async () => {
    const healer = createTradeHealer();
    const { desk, added, open } = deskOf(() => true);
    addHole(healer, gap(10, 17), { ...desk, nowMs: 0 });
    await pass(healer, desk);
    expect(added).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
    expect([open, healer.holes, healer.busy]).toEqual([[], [], false]);
    expect(healer.counts).toEqual({ holes: 1, missing: 8, healed: 8, open: 0 });
  });

  test('with ids that the exchange does not have: the rest is filled, and the hole said to be open', async () => {
    const healer = createTradeHealer();
    const { desk, added, open, told } = deskOf((id) => id !== 12 && id !== 17);
    addHole(healer, gap(10, 17), { ...desk, nowMs: 0 });
    await pass(healer, desk);
    expect(added).toEqual([10, 11, 13, 14, 15, 16]);
    expect(open).toHaveLength(1);
    expect(told).toEqual(['ETHUSDT: trades 12, 17 stay missing: the exchange does not have them']);
    expect(healer.counts).toMatchObject({ healed: 6, open: 1 });
  });

  test('that ends before the newest trade the exchange gives is asked for again, then given up', async () => {
    const healer = createTradeHealer();
    const { desk, added, open } = deskOf((id) => id < 12);
    addHole(healer, gap(10, 17), { ...desk, nowMs: 0 });
    await pass(healer, desk);
    expect(added).toEqual([10, 11]);
    expect(open[0]?.[0]).toBe(12);
  });

  test('too long is not asked for at all', async () => {
    const healer = createTradeHealer();
    const { desk, asked, open } = deskOf(() => true);
    addHole(healer, gap(1, MOST_IDS + 1), { ...desk, nowMs: 0 });
    await pass(healer, desk);
    expect([asked, open.length, healer.counts.open]).toEqual([[], 1, 1]);
  });

  test('outlives ten minutes without REST', async () => {
    const healer = createTradeHealer();
    const { desk, added } = deskOf(() => true);
    let now = 0;
    const down: HealerDesk = {
      ...desk,
      fetch: (hole) => (now < 600_000 ? Promise.reject(new Error('503')) : desk.fetch(hole)),
    };
    addHole(healer, gap(10, 11), { ...down, nowMs: 0 });
    for (; now < 700_000; now += 1_000) {
      healNext(healer, down, () => now);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(added).toEqual([10, 11]);
    expect(healer.counts).toMatchObject({ healed: 2, open: 0 });
  });

  test('survives failures of REST, and is given up after several', async () => {
    const healer = createTradeHealer();
    const { desk, added, open } = deskOf(() => true);
    let failures = 2;
    const shaky: HealerDesk = {
      ...desk,
      fetch: (hole) => (failures-- > 0 ? Promise.reject(new Error('503')) : desk.fetch(hole)),
    };
    addHole(healer, gap(10, 11), { ...shaky, nowMs: 0 });
    await pass(healer, shaky);
    expect(added).toEqual([10, 11]);
    addHole(healer, gap(20, 21), { ...shaky, nowMs: 0 });
    const dead: HealerDesk = { ...desk, fetch: () => Promise.reject(new Error('451')) };
    await pass(healer, dead);
    expect(open).toEqual([[20, 21, '451']]);
  });

  test('whose answers bring nothing of it is given up, and does not block others', async () => {
    const healer = createTradeHealer();
    const { desk, open, asked } = deskOf(() => false);
    const stale: HealerDesk = {
      ...desk,
      fetch: (hole) => {
        void desk.fetch(hole);
        return Promise.resolve({ trades: [{ id: hole.fromId - 1, text: 'old' }] });
      },
    };
    addHole(healer, gap(10, 17), { ...stale, nowMs: 0 });
    await pass(healer, stale);
    expect([asked.length < 10, open.length, healer.holes]).toEqual([true, 1, []]);
  });
});
