// Addresses of public history, and which days there are.

import { expect, test } from 'vitest';
import { daysBetween, fetchItem, isPublished, ruleText } from '../../../src/store/fetch/fetch-plan.js';
import { AGG_PATH, BOOK_PATH } from '../../support/history-server.js';

test('addresses', () => {
  const dump = fetchItem({ source: 'binance', kind: 'aggTrades', symbol: 'BTCUSDT', day: '2024-01-15' }, 'https://h');
  expect(dump).toMatchObject({
    url: `https://h${AGG_PATH}`,
    checksumUrl: `https://h${AGG_PATH}.CHECKSUM`,
    name: 'BTCUSDT-aggTrades-2024-01-15.zip',
  });
  const book = fetchItem(
    { source: 'tardis', kind: 'incremental_book_L2', symbol: 'ETHUSDT', day: '2024-01-01' },
    'https://h',
  );
  expect(book).toMatchObject({ url: `https://h${BOOK_PATH}`, checksumUrl: null });
  expect(book.name).toBe('binance-futures_incremental_book_L2_2024-01-01_ETHUSDT.csv.gz');
});

test('days, over months and leap days', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
  expect(daysBetween('2024-01-01', '2024-01-01')).toEqual(['2024-01-01']);
});

test.each([
  ['tardis', 'trades', '2024-02-01', true],
  ['tardis', 'trades', '2024-02-02', false],
  ['binance', 'aggTrades', '2026-02-02', true],
  ['binance', 'bookTicker', '2023-05-15', false],
  ['binance', 'bookTicker', '2023-05-16', true],
  ['binance', 'bookTicker', '2024-03-30', true],
  ['binance', 'bookTicker', '2024-03-31', false],
] as const)('%s %s of %s: %s', (source, kind, day, is) => {
  expect(isPublished(source, kind, day)).toBe(is);
  expect(ruleText(source, kind).length).toBeGreaterThan(40);
});
