// Which books are asked for, and in which order: lost ones first, a few at a time, each with its own patience.

import { describe, expect, test } from 'vitest';
import {
  type SnapshotDesk,
  askForSnapshots,
  createSnapshotKeeper,
  reviewBooks,
} from '../../../src/assembly/capture/snapshot-keeper.js';
import { createEventBatch } from '../../../src/core/market/event-batch.js';
import { createDeltaBuffer, keepDelta } from '../../../src/exchange/binance/delta-buffer.js';
import type { Normalizer } from '../../../src/exchange/binance/normalizer.js';
import { normalizerFor } from '../../support/market-run.js';
import { sequenceOf } from '../../../src/exchange/binance/normalizer.js';
import { unitOf } from '../../support/recordings.js';

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `S${i}USDT`);

/** Symbols that all have one delta waiting. */
function waiting(symbols: readonly string[], broken: readonly string[] = []): Normalizer {
  const { normalizer } = normalizerFor({
    instruments: symbols.map((symbol) => ({
      symbol,
      venue: 'binance-usdm' as const,
      tick: unitOf('0.1'),
      step: unitOf('1'),
      unitsFrom: 'stated' as const,
    })),
  });
  for (const symbol of symbols) {
    const sequence = sequenceOf(normalizer, symbol)!;
    sequence.waiting = createDeltaBuffer();
    keepDelta(sequence.waiting, createEventBatch(1), 0);
    sequence.broken = broken.includes(symbol);
  }
  return normalizer;
}

const sync = (normalizer: Normalizer, symbol: string): void => {
  const sequence = sequenceOf(normalizer, symbol)!;
  sequence.sync = { phase: 'synced', lastId: 2 };
  sequence.waiting = null;
};

function deskOf(): {
  desk: SnapshotDesk;
  asked: string[];
  failed: string[];
  settle: (symbol: string, error?: Error) => Promise<void>;
} {
  const asked: string[] = [];
  const failed: string[] = [];
  const open = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const desk: SnapshotDesk = {
    fetch(symbol) {
      asked.push(symbol);
      return new Promise((resolve, reject) => {
        open.set(symbol, { resolve, reject });
      });
    },
    random: () => 0.5,
    failed: (symbol) => failed.push(symbol),
    fault: (error) => expect(error).toBeNull(),
  };
  const settle = async (symbol: string, error?: Error): Promise<void> => {
    if (error === undefined) open.get(symbol)?.resolve();
    else open.get(symbol)?.reject(error);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { desk, asked, failed, settle };
}

describe('snapshots', () => {
  test('four at a time, lost books first', async () => {
    const normalizer = waiting(names(8), ['S6USDT']);
    const keeper = createSnapshotKeeper();
    const { desk, asked, settle } = deskOf();
    reviewBooks(keeper, normalizer, 0);
    askForSnapshots(keeper, desk, () => 0);
    expect(asked).toEqual(['S6USDT', 'S0USDT', 'S1USDT', 'S2USDT']);
    askForSnapshots(keeper, desk, () => 0);
    expect(asked).toHaveLength(4);
    sync(normalizer, 'S6USDT');
    await settle('S6USDT');
    reviewBooks(keeper, normalizer, 700);
    expect([keeper.wants.has('S6USDT'), keeper.took]).toEqual([false, [700]]);
    askForSnapshots(keeper, desk, () => 700);
    expect(asked.at(-1)).toBe('S3USDT');
  });

  test('one that was too old is asked for again a little later; the others are left alone', async () => {
    const normalizer = waiting(names(2));
    const keeper = createSnapshotKeeper();
    const { desk, asked, settle } = deskOf();
    reviewBooks(keeper, normalizer, 0);
    askForSnapshots(keeper, desk, () => 0);
    sync(normalizer, 'S1USDT');
    await settle('S0USDT');
    await settle('S1USDT');
    reviewBooks(keeper, normalizer, 10);
    askForSnapshots(keeper, desk, () => 10);
    expect(asked).toEqual(['S0USDT', 'S1USDT']);
    askForSnapshots(keeper, desk, () => 3_000);
    expect(asked).toEqual(['S0USDT', 'S1USDT', 'S0USDT']);
  });

  test('a failure is told and tried again', async () => {
    const normalizer = waiting(names(1));
    const keeper = createSnapshotKeeper();
    const { desk, asked, failed, settle } = deskOf();
    reviewBooks(keeper, normalizer, 0);
    askForSnapshots(keeper, desk, () => 0);
    await settle('S0USDT', new Error('503'));
    expect(failed).toEqual(['S0USDT']);
    reviewBooks(keeper, normalizer, 1);
    askForSnapshots(keeper, desk, () => 100_000);
    expect(asked).toHaveLength(2);
  });
});
