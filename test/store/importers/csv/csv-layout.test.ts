// Which table a first line belongs to.

import { describe, expect, test } from 'vitest';
import { CSV_COLUMNS, classifyCsv, isCsvFormat, symbolOfDump } from '../../../../src/store/importers/csv/csv-layout.js';

describe('first lines', () => {
  test.each([
    ['agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker', 'binance-aggtrades'],
    ['1715206948,29223.0,0.639,3643221425,3643221428,1682899200101,false', 'binance-aggtrades'],
    ['0,0.20000000,50.00000000,0,0,1735689600010866,False,True', 'binance-aggtrades'],
    [CSV_COLUMNS['binance-bookticker'].join(','), 'binance-bookticker'],
    [
      '3831603310013,2474.30000000,6.00900000,2474.31000000,44.75700000,1705276800000,1705276800005',
      'binance-bookticker',
    ],
    ['exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount', 'tardis-l2'],
    ['exchange,symbol,timestamp,local_timestamp,id,side,price,amount', 'tardis-trades'],
    ['exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount', null],
    ['open_time,open,high,low,close,volume', null],
    ['1601510340000,4.15070000,4.15870000,4.15060000,4.15540000,539.23000000', null],
    ['hello', null],
    ['', null],
  ])('%s', (line, format) => expect(classifyCsv(line)).toBe(format));
});

test('names of dumps', () => {
  expect(symbolOfDump('BTCUSDT-aggTrades-2024-01-15.zip')).toBe('BTCUSDT');
  expect(symbolOfDump('1000PEPEUSDT-bookTicker-2023-06.csv')).toBe('1000PEPEUSDT');
  expect(symbolOfDump('BTCUSDT_240927-aggTrades-2024-01-15.csv.gz')).toBe('BTCUSDT_240927');
  expect(symbolOfDump('trades.csv')).toBeNull();
  expect([isCsvFormat('tardis-l2'), isCsvFormat('v13-raw')]).toEqual([true, false]);
});
