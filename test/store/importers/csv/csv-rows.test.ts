// Faults in tables: each error names file, line and column.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCsvLines } from '../../../../src/store/importers/csv/csv-rows.js';
import type { CsvFormat } from '../../../../src/store/importers/csv/csv-layout.js';
import { DataError } from '../../../../src/platform/errors.js';
import { readAll, temporaryFolder } from '../collect.js';

const { put } = temporaryFolder();

const AGG = 'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker';
const L2 = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount';
const TIMES = '1704067200100000,1704067200103127';
const agg = (id: number, ms: number, price = '42500.1'): string => `${id},${price},0.5,1,2,${ms},true`;

function readLines(format: CsvFormat, lines: readonly string[], symbol: string | null = 'BTCUSDT'): void {
  const table = createCsvLines({ path: 'x.csv', format, symbol });
  for (const line of lines) table.line(line);
}

describe('what is wrong is named by file, line and column', () => {
  const cases: readonly [string, CsvFormat, readonly string[], string, RegExp][] = [
    [
      'a bad number',
      'binance-aggtrades',
      [AGG, agg(1, 1705276800000), agg(2, 1705276800000, '42x')],
      'V13_CSV_VALUE',
      /^x\.csv:3: column 2 \(price\): "42x" is not a decimal number$/,
    ],
    [
      'a missing cell',
      'binance-aggtrades',
      [AGG, '1,2,3'],
      'V13_CSV_COLUMNS',
      /^x\.csv:2: column 4 \(first_trade_id\): missing: 3 cells in a row of 7 columns$/,
    ],
    [
      'a cell too many',
      'binance-aggtrades',
      [AGG, `${agg(1, 1705276800000)},x`],
      'V13_CSV_COLUMNS',
      /:2: column 8: too many/,
    ],
    [
      'a header without a column',
      'binance-aggtrades',
      ['agg_trade_id,price'],
      'V13_CSV_HEADER',
      /^x\.csv:1: no column quantity; the header is agg_trade_id,price$/,
    ],
    ['no header where one is wanted', 'tardis-l2', ['1,2,3'], 'V13_CSV_HEADER', /^x\.csv:1: neither a header/],
    ['too few columns without a header', 'binance-bookticker', ['1,2,3'], 'V13_CSV_HEADER', /nor 7 columns/],
    [
      'a second symbol',
      'tardis-l2',
      [L2, `binance-futures,ETHUSDT,${TIMES},false,bid,1,2`, `binance-futures,BTCUSDT,${TIMES},false,bid,1,2`],
      'V13_CSV_SYMBOL',
      /^x\.csv:3: column 2 \(symbol\): binance-futures BTCUSDT in a file of binance-futures ETHUSDT$/,
    ],
    [
      'another exchange',
      'tardis-l2',
      [L2, `deribit,BTC-PERPETUAL,${TIMES},false,bid,1,2`],
      'V13_CSV_EXCHANGE',
      /^x\.csv:2: column 1 \(exchange\): data of deribit/,
    ],
    [
      'time going backwards',
      'tardis-l2',
      [
        L2,
        `binance-futures,ETHUSDT,${TIMES},false,bid,1,2`,
        'binance-futures,ETHUSDT,1704067200100000,1704067200103126,false,bid,1,2',
      ],
      'V13_CSV_TIME_ORDER',
      /^x\.csv:3: column 4 \(local_timestamp\): 0\.001 ms before/,
    ],
    [
      'a dump out of order',
      'binance-aggtrades',
      [AGG, agg(1, 1705276800000), agg(2, 1705276799000)],
      'V13_CSV_TIME_ORDER',
      /^x\.csv:3: column 6 \(transact_time\): 1000 ms before/,
    ],
    [
      'an unknown side',
      'tardis-l2',
      [L2, `binance-futures,ETHUSDT,${TIMES},false,mid,1,2`],
      'V13_CSV_VALUE',
      /column 6 \(side\): "mid" is not bid or ask/,
    ],
    ['a blank line between rows', 'binance-aggtrades', [AGG, ''], 'V13_CSV_COLUMNS', /:2: /],
  ];
  test.each(cases)('%s', (_, format, lines, code, message) => {
    const thrown = (() => {
      try {
        readLines(format, lines);
      } catch (error) {
        return error;
      }
      return null;
    })();
    expect(thrown).toBeInstanceOf(DataError);
    expect(thrown).toMatchObject({ code, path: 'x.csv', message: expect.stringMatching(message) as string });
  });

  test('a dump whose symbol nobody tells', () => {
    expect(() => readLines('binance-aggtrades', [AGG, agg(1, 1705276800000)], null)).toThrow(
      'neither the rows nor the name',
    );
  });
});

describe('what is taken', () => {
  test('columns in another order and under other names', () => {
    const table = createCsvLines({ path: 'x.csv', format: 'binance-aggtrades', symbol: 'BTCUSDT' });
    expect(table.line('\u00ef\u00bb\u00bfm,T,l,f,q,p,a')).toBe('');
    expect(table.headerLines()).toBe(1);
    expect(table.line('false,1705276800000,2,1,0.5,42500.1,9')).toContain('"a":9,"p":"42500.1","q":"0.5","f":1,"l":2');
  });

  test('steps back of a few milliseconds keep the order of the file', () => {
    expect(() => readLines('binance-aggtrades', [AGG, agg(1, 1705276800009), agg(2, 1705276800000)])).not.toThrow();
  });
});

describe('files', () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => `${agg(i, 1705276800000 + i)}\n`).join('');

  test('a last row without a line end, line ends of Windows, a byte order mark', async () => {
    const text = `\ufeff${AGG}\n${rows}`.trimEnd().replaceAll('\n', '\r\n');
    const { frames, problems } = await readAll(put('BTCUSDT-aggTrades-2024-01-15.csv', text));
    expect([frames.length, problems]).toEqual([2_000, []]);
  });

  test('truncated gzip: the cut row is left out, and the damage told', async () => {
    const whole = gzipSync(`${AGG}\n${rows}`);
    const path = put('BTCUSDT-aggTrades-2024-01-16.csv.gz', whole.subarray(0, whole.length - 2_000));
    const { frames, problems } = await readAll(path);
    expect(frames.length).toBeGreaterThan(500);
    expect(problems).toEqual([expect.stringMatching(/^V13_COMPRESSED_TRUNCATED:/)]);
    await expect(readAll(path, { strict: true })).rejects.toMatchObject({ code: 'V13_COMPRESSED_TRUNCATED', path });
  });

  test('a table with a header and no rows is empty', async () => {
    await expect(readAll(put('BTCUSDT-aggTrades-2024-01-17.csv', `${AGG}\n`))).rejects.toMatchObject({
      code: 'V13_INPUT_EMPTY',
    });
  });
});
