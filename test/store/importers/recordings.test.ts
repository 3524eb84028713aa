// The recorded market data: every message of every file is found, with the kinds and spans that are known of them.

import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FRAME } from '../../../src/core/market/frame.js';
import { testData } from '../../support/data.js';
import { content, readAll, temporaryFolder } from './collect.js';

const { put } = temporaryFolder();

interface Expected {
  readonly names: readonly string[];
  readonly format: string;
  /** Messages, as stream names (without symbol) → count; `snapshot` for REST. */
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: number;
}

const RECORDINGS: readonly Expected[] = [
  {
    names: ['usdm-btcusdt-2023-04-04/btcusdt_20230404.dat.gz', 'usdm-btcusdt-2023-04-04/btcusdt_20230405.dat.gz'],
    format: 'hftbacktest',
    counts: { 'depth@0ms': 16_110, bookTicker: 44_205, trade: 12_935, 'markPrice@1s': 514, snapshot: 1 },
    lines: 73_765,
  },
  {
    names: ['usdm-btc-eth-2024-08-08/btcusdt_20240808.gz'],
    format: 'hftbacktest',
    counts: { 'depth@0ms': 6551, bookTicker: 66_089, trade: 21_313, snapshot: 1 },
    lines: 93_954,
  },
  {
    names: ['usdm-btc-eth-2024-08-08/ethusdt_20240808.gz'],
    format: 'hftbacktest',
    counts: { 'depth@0ms': 6586, bookTicker: 53_992, trade: 14_076, snapshot: 1 },
    lines: 74_655,
  },
  {
    names: ['usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz'],
    format: 'cryptofeed',
    counts: { 'depth@100ms': 4423, aggTrade: 574, bookTicker: 3424, snapshot: 5 },
    lines: 8426,
  },
  {
    names: ['23', '24', '25'].map((day) => `spot-nexousdt-2024-07-23/nexousdt_202407${day}.dat.gz`),
    format: 'hftbacktest',
    counts: { 'depth@100ms': 99_030, bookTicker: 48_992, trade: 18_817, snapshot: 1 },
    lines: 166_840,
  },
];

describe.each(RECORDINGS)('$names.0', ({ names, format, counts, lines }) => {
  const paths = names.map(testData).filter((path) => path !== null);
  test.skipIf(paths.length < names.length)('counts of messages', async () => {
    const { frames, opened, problems } = await readAll([...paths].reverse());
    expect(problems).toEqual([]);
    expect(opened.inputs.map((input) => [basename(input.path), input.format])).toEqual(
      names.map((name) => [basename(name), format]),
    );
    const found: Record<string, number> = {};
    for (const { kind, text } of frames) {
      const name = kind === FRAME.snapshot ? 'snapshot' : (/^\{"stream":"[a-z0-9]+@([^"]+)"/.exec(text)?.[1] ?? '?');
      found[name] = (found[name] ?? 0) + 1;
    }
    expect(found).toEqual(counts);
    expect(frames).toHaveLength(lines);
  });
});

const btc = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');

test.skipIf(btc === null)('a folder, packed and plain, and cut in two: the same frames', async () => {
  const path = btc as string;
  const text = gunzipSync(readFileSync(path));
  const whole = content((await readAll(path)).frames);
  expect(whole[54]).toMatch(/^1723161255319702 2 BTCUSDT \{"lastUpdateId":5123107852948,/);
  expect(content((await readAll(put('btc.txt', text))).frames)).toEqual(whole);
  const middle = text.indexOf('\n', text.length / 2) + 1;
  const parts = [put('btc-1.txt', text.subarray(0, middle)), put('btc-2.txt', text.subarray(middle))];
  expect(content((await readAll(parts.reverse())).frames)).toEqual(whole);
  const both = await readAll(dirname(path));
  expect(both.opened.inputs.map((input) => input.snapshotSymbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
  expect(both.frames).toHaveLength(93_954 + 74_655);
  const times = both.frames.map(({ us }) => us);
  expect(times.every((us, i) => i === 0 || us >= times[i - 1]!)).toBe(true);
});
