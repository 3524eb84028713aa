// Quality of the real recordings: what is known of them is found.

import { describe, expect, test } from 'vitest';
import { createEventBatch, clearEventBatch } from '../../../src/core/market/event-batch.js';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { type QualityReport, qualityReport } from '../../../src/core/quality/quality-report.js';
import { judgeGate } from '../../../src/core/quality/gate.js';
import { initQuality, stepQuality } from '../../../src/core/quality/stream-quality.js';
import { normalizeFrames } from '../../../src/exchange/binance/normalize.js';
import { createNormalizer, symbolsOf } from '../../../src/exchange/binance/normalizer.js';
import { openFrameFeed } from '../../../src/store/importers/open.js';
import { listInputs } from '../../../src/store/inputs.js';
import { testData } from '../../support/data.js';

async function qualityOf(path: string, instruments: readonly Instrument[]): Promise<QualityReport> {
  const { feed } = await openFrameFeed(listInputs([path]));
  const batch = createEventBatch(520);
  const normalizer = createNormalizer(
    {
      venue: 'binance-usdm',
      env: 'unstated',
      instruments: new Map(instruments.map((one) => [one.symbol, one])),
      symbols: null,
      keepRefused: 10,
    },
    batch,
  );
  const state = initQuality();
  for (let frames = await feed.next(); frames !== null; frames = await feed.next()) {
    for (let from = 0; from < frames.count || normalizer.backlog !== null;) {
      clearEventBatch(batch);
      from = normalizeFrames(normalizer, frames, { from, to: frames.count });
      stepQuality(state, batch);
    }
  }
  await feed.close();
  return qualityReport(state, symbolsOf(normalizer));
}

const BTC: Instrument = {
  symbol: 'BTCUSDT',
  venue: 'binance-usdm',
  tick: { mantissa: 1, decimals: 1 },
  step: { mantissa: 1, decimals: 3 },
  unitsFrom: 'stated',
};

const btc2024 = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');

describe.skipIf(btc2024 === null)('BTCUSDT 2024', () => {
  test('counts, no gap, every latency negative, offset 1.27 s', async () => {
    const quality = await qualityOf(btc2024 ?? '', [BTC]);
    const [btc] = quality.symbols;
    const counts = Object.fromEntries(btc!.streams.map(({ stream, count }) => [stream, count]));
    expect(counts).toEqual({ depth: 6_551, bookTicker: 66_089, trade: 21_313, snapshot: 1 });
    expect(btc!.continuity).toMatchObject({ depthGaps: 0, resyncs: 0, tradeGaps: 0, unhealed: 0, disconnects: 0 });
    expect(btc!.continuity.batchSpan?.n).toBe(6_551);
    expect(btc!.latency?.raw.n).toBe(93_953);
    expect(btc!.latency?.raw.max).toBeLessThan(0);
    expect(btc!.latency!.raw.min / 1_000).toBeCloseTo(-1_273, -1);
    expect(btc!.latency?.excess.min).toBe(0);
    expect(btc!.coverage.share).toBeGreaterThan(0.99);
    expect(judgeGate('layer1', quality).verdict).toBe('PASS');
  });
});

const btc2023 = testData('usdm-btcusdt-2023-04-04');

describe.skipIf(btc2023 === null)('BTCUSDT 2023', () => {
  test('two files over midnight are one series', async () => {
    const quality = await qualityOf(btc2023 ?? '', [BTC]);
    const [btc] = quality.symbols;
    const counts = Object.fromEntries(btc!.streams.map(({ stream, count }) => [stream, count]));
    expect(counts).toEqual({ depth: 16_110, bookTicker: 44_205, trade: 12_935, markPrice: 514, snapshot: 1 });
    expect(quality).toMatchObject({ sessions: 1, incidentCount: 0 });
  });
});
