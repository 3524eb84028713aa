// Why: each row's figures come out of what is shown for it, in every mode, on every grid, through every break.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainConfig, DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { testData } from '../../support/data.js';
import { plainTracks, rowsFrom, straightTo } from '../../support/players.js';
import { asker } from '../../support/whys.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';
const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
const ETH = testData('usdm-btc-eth-2024-08-08/ethusdt_20240808.gz');

const EVENT = { kind: 'event' } as const;
const withMode = (mode: ChainConfig['ofi']['mode'], chain = DEFAULT_CHAIN): ChainConfig => ({
  ...chain,
  ofi: { ...chain.ofi, mode },
});
const short = (chain: ChainConfig): ChainConfig => ({
  ...chain,
  ofi: { ...chain.ofi, z: { ...chain.ofi.z, window: 40, warmup: 20 } },
  cvd: { ...chain.cvd, z: { ...chain.cvd.z, window: 40, warmup: 20, ddof: 1 } },
  divergence: { ...chain.divergence, trendWindowUs: 5_000_000 },
});

const CHAINS: readonly (readonly [string, ChainConfig])[] = [
  ['default', DEFAULT_CHAIN],
  ['original', ORIGINAL_CHAIN],
  ['short windows', short(DEFAULT_CHAIN)],
  ['cks1', withMode('cks1')],
  ['index, time grid', withMode('index')],
  ['pricekey', short(withMode('pricekey'))],
  ['pricekey, event grid', { ...withMode('pricekey'), grid: EVENT }],
  ['cks5, event grid', short({ ...DEFAULT_CHAIN, grid: EVENT })],
  ['book ticker', { ...withMode('cks1'), ofi: { ...withMode('cks1').ofi, source: 'bookTicker' } }],
  ['level by row', short({ ...DEFAULT_CHAIN, cvd: { ...DEFAULT_CHAIN.cvd, mode: 'level', sample: 'row' } })],
  ['level by trade, time grid', short({ ...DEFAULT_CHAIN, cvd: { ...ORIGINAL_CHAIN.cvd } })],
  ['long bars', short({ ...DEFAULT_CHAIN, cvd: { ...DEFAULT_CHAIN.cvd, barUs: 1_000_000 } })],
  ['rows of a second', short({ ...DEFAULT_CHAIN, grid: { kind: 'time', stepUs: 1_000_000 } })],
];

async function rowsOf(paths: readonly string[], chain: ChainConfig): Promise<SignalRow[]> {
  return rowsFrom(await straightTo(await plainTracks(paths, chain), 0));
}

/** Every figure equal, for rows drawn at random and for the last ones before and the first ones after each break. */
async function holdFor(paths: readonly string[], chain: ChainConfig, runs: number): Promise<void> {
  const rows = await rowsOf(paths, chain);
  const edges = rows.flatMap((row, i) => (row.segment !== rows[i - 1]?.segment ? [i] : []));
  const ask = await asker(paths, chain);
  const whole = async (row: SignalRow): Promise<void> => {
    const why = await ask({ symbol: row.symbol, timeUs: row.timeUs });
    const last = rows.filter(({ symbol, timeUs }) => symbol === row.symbol && timeUs === row.timeUs);
    expect(last).toContainEqual(why?.row);
    expect(why?.checks.filter(({ isEqual }) => !isEqual)).toEqual([]);
    if (row.ofi !== null) expect(why?.checks.map(({ name }) => name)).toContain('ofi');
    if (row.cvdZ !== null) expect(why?.checks.map(({ name }) => name)).toContain('cvd_z');
  };
  for (const i of edges.slice(0, 4)) for (const row of rows.slice(Math.max(0, i - 1), i + 2)) await whole(row);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: rows.length - 1 }), (i) => whole(rows[i] as SignalRow)),
    { numRuns: runs },
  );
}

describe.each(CHAINS)('holes and resyncs: %s', (_, chain) => {
  test('all checks hold', { timeout: 60_000 }, () => holdFor([GAPS], chain, 12));
});

describe.each(CHAINS.slice(0, 9))('real data: %s', (_, chain) => {
  test.skipIf(BTC === null || ETH === null)('all checks hold', { timeout: 60_000 }, () =>
    holdFor([BTC ?? '', ETH ?? ''], chain, 6),
  );
});
