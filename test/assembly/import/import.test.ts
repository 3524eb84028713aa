// Imports: the same rows as the source, once and no more, whole or not at all.

import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layoutPath, plainRows } from '../../support/archives.js';
import { testData } from '../../support/data.js';
import { type Importing, startImporting } from '../../support/importing.js';
import { CLEAN, digestOf, linesIn } from '../../support/replays.js';
import { verify } from '../../support/verifying.js';

let work: Importing;
beforeEach(() => {
  work = startImporting();
});
afterEach(() => work.remove());

const put = (name: string, bytes: string | Uint8Array): string => {
  const path = join(work.dataRoot, '..', `${work.dataRoot.split('/').at(-1)}-${name}`);
  writeFileSync(path, bytes);
  return path;
};

interface Case {
  readonly name: string;
  readonly files: readonly string[];
  readonly verdict: 'whole' | 'holes';
}

const CASES: readonly Case[] = [
  {
    name: 'hftbacktest, two symbols in ns',
    files: ['usdm-btc-eth-2024-08-08/btcusdt_20240808.gz', 'usdm-btc-eth-2024-08-08/ethusdt_20240808.gz'],
    verdict: 'whole',
  },
  {
    name: 'hftbacktest, two days in µs',
    files: ['usdm-btcusdt-2023-04-04/btcusdt_20230404.dat.gz', 'usdm-btcusdt-2023-04-04/btcusdt_20230405.dat.gz'],
    verdict: 'whole',
  },
  { name: 'hftbacktest, spot', files: ['spot-nexousdt-2024-07-23/nexousdt_20240723.dat.gz'], verdict: 'whole' },
  {
    name: 'cryptofeed, five symbols',
    files: ['usdm-5symbols-2021-04-05/cryptofeed-5symbols.txt.gz'],
    verdict: 'whole',
  },
];

describe('what is imported replays to the digest of its source', () => {
  for (const { name, files, verdict } of CASES) {
    const paths = files.map((file) => testData(file));
    test.skipIf(paths.includes(null))(`${name}, in segments of 2 MB`, { timeout: 60_000 }, async () => {
      const given = paths.flatMap((path) => path ?? []);
      const { sessions } = await work.run(given, { segmentBytes: 2_000_000, env: 'mainnet' });
      expect(sessions).toHaveLength(1);
      expect(sessions[0]).toMatchObject({ env: 'mainnet', ids: 'given', times: 'received', odd: 0, problemCount: 0 });
      expect(await digestOf([work.dataRoot])).toBe(await digestOf(given));
      const verified = await verify(work.dataRoot);
      expect([verified.verdict, verified.manifestsAbsent]).toEqual([verdict, 0]);
    });
  }

  test('flat lines of the original design', { timeout: 30_000 }, async () => {
    const lines = linesIn(CLEAN).flatMap((line) => {
      const {
        ts_recv: ts,
        stream,
        data,
      } = JSON.parse(line) as { ts_recv: number; stream?: string; data: Record<string, unknown> };
      if (stream !== 'ethusdt@depth@100ms') return [];
      const { E, U, u, pu, b: bids, a: asks } = data;
      return [
        JSON.stringify({
          ts_recv: ts / 1000,
          symbol: 'ETHUSDT',
          E,
          U,
          u,
          pu,
          bids,
          asks,
          latency_event_ms: 1.5,
          latency_pipeline_ms: 0.25,
        }),
      ];
    });
    const path = put('original.ndjson', `${lines.join('\n')}\n`);
    const { sessions } = await work.run([path]);
    expect(sessions[0]!.files[0]!.format).toBe('original');
    expect(await digestOf([work.dataRoot])).toBe(await digestOf([path]));
    expect(work.lines()[1]).toMatch(
      /"latency_pipeline_ms":0\.250,"stream":"ethusdt@depth@100ms","data":\{"e":"depthUpdate"/,
    );
    const nameless = put('nameless.ndjson', `${lines[0]!.replace('"symbol":"ETHUSDT",', '')}\n`);
    await expect(work.run([nameless])).rejects.toMatchObject({ code: 'V13_IMPORT_SYMBOL', line: 1 });
    const named = await work.run([nameless], { symbol: 'ETHUSDT' });
    expect(named.sessions[0]!.symbols.map(({ symbol }) => symbol)).toEqual(['ETHUSDT']);
  });

  test.each([
    ['aggTrades', 'given', 'exchange'],
    ['spotTrades', 'given', 'exchange'],
    ['bookTicker', 'given', 'exchange'],
    ['tardisTrades', 'given', 'received'],
    ['tardisBook', 'made', 'received'],
  ] as const)('the table %s', { timeout: 30_000 }, async (name, ids, times) => {
    const { sessions } = await work.run([layoutPath(name)]);
    expect(sessions[0]).toMatchObject({ ids, times, env: 'unstated' });
    expect(await digestOf([work.dataRoot])).toBe(await digestOf([layoutPath(name)]));
    const header = JSON.parse(work.lines()[0]!) as { imported: { ids: string; files: { sha256: string }[] } };
    expect(header.imported).toMatchObject({ ids, times, files: [{ sha256: sessions[0]!.files[0]!.sha256 }] });
    if (name !== 'tardisBook') expect(work.lines()).toHaveLength(plainRows(name).length + 2);
  });
});

describe('once and no more', () => {
  test('the same bytes again, under another name too, change nothing', async () => {
    await work.run([layoutPath('aggTrades')]);
    const before = work.files();
    const copy = put('BTCUSDT-aggTrades-2024-01-15.zip', readFileSync(layoutPath('aggTrades')));
    const again = await work.run([layoutPath('aggTrades'), copy], { symbol: 'BTCUSDT' });
    expect(again.sessions).toEqual([]);
    expect(again.held.map(({ env }) => env)).toEqual(['unstated', 'unstated']);
    expect(work.files()).toEqual(before);
  });

  test('of old and new files together only the new ones are imported', async () => {
    await work.run([layoutPath('tardisTrades')]);
    const { sessions, held } = await work.run([layoutPath('tardisTrades'), layoutPath('tardisBook')]);
    expect([sessions.length, held.length, sessions[0]!.files.length]).toEqual([1, 1, 1]);
  });

  test('files with one clock are one recording, others are not', async () => {
    const { sessions } = await work.run(
      ['tardisTrades', 'tardisBook', 'bookTicker'].map((name) => layoutPath(name as 'bookTicker')),
    );
    expect(sessions.map(({ files }) => files.length).sort()).toEqual([1, 2]);
  });

  test('the same files give the same bytes in another folder', async () => {
    await work.run([layoutPath('tardisBook')]);
    const other = startImporting();
    await other.run([layoutPath('tardisBook')]);
    expect([other.files(), other.lines()]).toEqual([work.files(), work.lines()]);
    other.remove();
  });
});

describe('whole or not at all', () => {
  const csv = (rows: readonly string[]): string => `${rows.join('\n')}\n`;
  const row = (i: number, price: string): string => `${i},${price},1,${i},${i},${1705276800000 + i},true`;

  test('a fault in the middle leaves nothing behind', async () => {
    const path = put(
      'BTCUSDT-aggTrades-2024-01-15.csv',
      csv([...Array.from({ length: 20_000 }, (_, i) => row(i, '42500.1')), row(20_000, 'x')]),
    );
    await expect(work.run([path], { symbol: 'BTCUSDT', segmentBytes: 100_000 })).rejects.toMatchObject({
      code: 'V13_CSV_VALUE',
      line: 20_001,
    });
    expect(work.files()).toEqual([]);
  });

  test('an interruption leaves nothing behind', async () => {
    const reason = new Error('stopped');
    await expect(work.run([layoutPath('aggTrades')], {}, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(work.files()).toEqual([]);
  });

  test('a truncated file is refused; with lenient it is imported as far as it goes, and that is told', async () => {
    const whole = gzipSync(gunzipSync(readFileSync(layoutPath('tardisTrades'))));
    const path = put('cut.csv.gz', whole.subarray(0, whole.length - 800));
    await expect(work.run([path])).rejects.toMatchObject({ code: 'V13_COMPRESSED_TRUNCATED', path });
    expect(work.files()).toEqual([]);
    const { sessions } = await work.run([path], { lenient: true });
    expect(sessions[0]!.problemCount).toBe(1);
    expect(sessions[0]!.lines).toBeGreaterThan(100);
  });

  test('finer numbers late in a file set the units anew', async () => {
    const rows = [...Array.from({ length: 9_000 }, (_, i) => row(i, `${42500 + (i % 7)}`)), row(9_000, '42500.25')];
    const path = put('BTCUSDT-aggTrades-2024-01-16.csv', csv(rows));
    const { sessions } = await work.run([path], { symbol: 'BTCUSDT' });
    expect(sessions[0]!.symbols).toEqual([{ symbol: 'BTCUSDT', tick: '0.01', step: '1' }]);
    expect(work.notes).toEqual([expect.stringContaining('the units are set anew')]);
    await expect(digestOf([work.dataRoot])).resolves.toHaveLength(64);
    const stated = startImporting();
    await expect(stated.run([path], { symbol: 'BTCUSDT', tick: '1', step: '1' })).rejects.toMatchObject({
      code: 'V13_IMPORT_UNITS',
    });
    stated.remove();
  });

  test('of several recordings, one that shows itself wrong at once ends the run before anything is written', async () => {
    const bad = put('BTCUSDT-aggTrades-2024-01-17.csv', csv([row(0, '42500.1').replace('true', 'maybe')]));
    await expect(
      work.run([layoutPath('tardisTrades'), bad], { symbol: 'BTCUSDT', format: null }),
    ).rejects.toBeInstanceOf(Error);
    const mixed = [layoutPath('tardisTrades'), layoutPath('aggTrades'), layoutPath('spotTrades')];
    await expect(work.run(mixed)).rejects.toMatchObject({ code: 'V13_INPUT_MIXED' });
    expect(work.files()).toEqual([]);
  });

  test('one that fails later: what was finished before is told', async () => {
    const rows = [...Array.from({ length: 60_000 }, (_, i) => row(i, '42500.1')), row(60_000, 'x')];
    const path = put('BTCUSDT-aggTrades-2024-01-18.csv', csv(rows));
    const first = put('A.csv.gz', readFileSync(layoutPath('tardisTrades')));
    await expect(work.run([first, path], { symbol: 'BTCUSDT' })).rejects.toMatchObject({
      code: 'V13_CSV_VALUE',
    });
    expect(work.notes).toEqual([expect.stringMatching(/finished before, and stays: UNSTATED session .*A\.csv\.gz$/)]);
    expect(work.files()).not.toEqual([]);
  });

  test('nothing in any file', async () => {
    const header = 'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n';
    for (const path of [put('empty.csv', ''), put('BTCUSDT-aggTrades-2024-01-19.csv', header)]) {
      await expect(work.run([path])).rejects.toMatchObject({ code: 'V13_INPUT_EMPTY', path });
    }
  });

  test("v13's own files and streams are refused", async () => {
    await expect(work.run([CLEAN])).rejects.toMatchObject({ code: 'V13_IMPORT_RAW' });
    await expect(work.run(['-'])).rejects.toMatchObject({ code: 'V13_IMPORT_STREAM' });
  });
});

test('messages nobody can read are kept as they came', async () => {
  const line = (us: number, text: string): string => `${1723161255000000 + us} ${text}\n`;
  const good = (id: number): string =>
    `{"stream":"ethusdt@trade","data":{"e":"trade","E":1723161255000,"T":1723161255000,"s":"ETHUSDT","t":${id},"p":"1.5","q":"2","X":"MARKET","m":true}}`;
  const broken = '{"stream":"ethusdt@trade","data":{"e":"trade","E":17}';
  const path = put(
    'ethusdt_20240808.dat',
    line(0, good(1)) + line(1, broken) + line(2, '{"result":null,"id":1}') + line(3, good(2)),
  );
  const { sessions } = await work.run([path]);
  expect(sessions[0]!.odd).toBe(2);
  const lines = work.lines();
  const kept = lines
    .filter((text) => text.includes('"malformed"'))
    .map((text) => (JSON.parse(text) as { malformed: string }).malformed);
  expect(kept.map((base64) => Buffer.from(base64, 'base64').toString())).toEqual([broken, '{"result":null,"id":1}']);
  for (const text of lines) expect(() => void JSON.parse(text)).not.toThrow();
});
