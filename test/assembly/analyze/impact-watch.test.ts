// Impact by level on the recordings of 2024-08-08, through the chain, against test/oracle/impact-levels.py (numpy, scipy).

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { finishWatch, impactWatch } from '../../../src/assembly/analyze/impact-watch.js';
import { rawSource } from '../../../src/assembly/analyze/raw-source.js';
import { openRecording } from '../../../src/assembly/recording.js';
import type { Estimate } from '../../../src/core/analysis/estimate.js';
import type { ImpactResult } from '../../../src/core/analysis/result-power.js';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { addSymbol, createChain, stepChain } from '../../../src/core/pipeline/chain.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { testData } from '../../support/data.js';
import { EMPTY_STATED } from '../../support/study-events.js';

type Interval = readonly [low: number, high: number];
type Share = readonly [value: number, interval: Interval, n: number];
interface Oracle {
  readonly bins: number;
  readonly explained: number;
  readonly weights: readonly number[];
  readonly flows: Readonly<
    Record<string, { beta: readonly [number, Interval]; r2: Share; unseen: Share; next: Share; nextUnseen: Share }>
  >;
}

const ORACLE = JSON.parse(
  readFileSync(new URL('../../oracle/impact-levels.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Oracle>>;

async function impactOf(path: string): Promise<ImpactResult> {
  const source = rawSource(await openRecording({ ...EMPTY_STATED, paths: [path] }), { strict: false });
  const watch = impactWatch('depth');
  const chain = createChain(DEFAULT_CHAIN, [watch.feature]);
  const ours: Instrument[] = [];
  try {
    await source.run(
      {
        enter: (code, instrument) => {
          ours.push(instrument);
          watch.enter(code);
          addSymbol(chain, code, instrument);
        },
        events: (batch) => {
          watch.events(batch);
          stepChain(chain, batch, { rows: [], crossings: [], clock: null });
          watch.settle();
        },
        before: null,
      },
      {
        symbols: new Set(source.symbols),
        toUs: null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  } finally {
    await source.close();
  }
  const result = finishWatch(watch, ours[0] as Instrument);
  if (result === null) throw new Error('no impact');
  return result;
}

const near = (value: number): unknown => expect.closeTo(value, 8);
const facesOf = ({ value, low, high, n }: Estimate) => [value, low, high, n];
const shareOf = ([value, [low, high], n]: Share) => [near(value), near(low), near(high), n];

/** Of the specification, R² at 1 s to the printed digits: index, levels with weights, ten levels, integrated; its share. */
const PRINTED = {
  btcusdt: ['0.056', '0.492', '0.622', '0.456', '0.755'],
  ethusdt: ['0.038', '0.577', '0.629', '0.554', '0.791'],
} as const;

describe.each(['btcusdt', 'ethusdt'] as const)('%s of 2024-08-08', (name) => {
  const path = testData(`usdm-btc-eth-2024-08-08/${name}_20240808.gz`);
  const oracle = ORACLE[name]!;

  test.skipIf(path === null)('gives the figures of the oracle: slope, R², unseen, next bin', async () => {
    const result = await impactOf(path ?? '');
    const atSecond = new Map(result.rows.filter(({ binUs }) => binUs === 1_000_000).map((row) => [row.flow, row]));
    for (const [flow, { beta, r2, unseen, next, nextUnseen }] of Object.entries(oracle.flows)) {
      const row = atSecond.get(flow)!;
      expect([row.n, row.beta, row.r2], flow).toEqual([oracle.bins, near(beta[0]), near(r2[0])]);
      expect(facesOf(row.betaEstimate), flow).toEqual([near(beta[0]), near(beta[1][0]), near(beta[1][1]), oracle.bins]);
      expect(facesOf(row.r2Estimate), flow).toEqual(shareOf(r2));
      expect(facesOf(row.r2Unseen), flow).toEqual(shareOf(unseen));
      expect(facesOf(row.nextR2), flow).toEqual(shareOf(next));
      expect(facesOf(row.nextR2Unseen), flow).toEqual(shareOf(nextUnseen));
    }
    expect(result.levels!.levels.map(({ weight }) => weight)).toEqual(oracle.weights.map(near));
    expect(result.levels!.explained).toBeCloseTo(oracle.explained, 9);
    const r2 = (flow: string): string => atSecond.get(flow)!.r2.toFixed(3);
    expect([r2('ofi:index'), r2('ofi:cks5'), r2('mlofi'), r2('ofi:integrated'), oracle.explained.toFixed(3)]).toEqual(
      PRINTED[name],
    );
    // A point for every bin of these six minutes.
    expect([result.scatter!.points.length, result.scatter!.stride]).toEqual([oracle.bins, 1]);
  });
});
