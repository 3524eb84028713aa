// Bodies of REST answers on their way into lines: one line each, and nothing that is no book.

import { describe, expect, test } from 'vitest';
import { bookText, oneLine } from '../../../src/exchange/binance/rest-market.js';
import type { RestAnswer } from '../../../src/exchange/binance/rest.js';

const answer = (body: string): RestAnswer => ({
  status: 200,
  headers: {},
  body: Buffer.from(body),
  url: 'https://x/fapi/v1/depth',
  sentUs: 1,
  recvUs: 2,
});
const book = { lastUpdateId: 5, E: 1, bids: [['1.10', '2.000']], asks: [] };

describe('a book', () => {
  test('as it came, where it is one line', () => {
    const text = '{"lastUpdateId":5, "bids":[["1.10","2.000"]],"asks":[]}';
    expect(bookText(answer(text))).toBe(text);
  });

  test.each([
    JSON.stringify(book, null, 2),
    `${JSON.stringify(book)}\n`,
    JSON.stringify(book, null, '\t').replaceAll('\n', '\r\n'),
  ])('on one line, whatever ends its lines: %j', (text) => expect(bookText(answer(text))).toBe(JSON.stringify(book)));

  test.each(['<html>\n</html>', '', '[]', 'null', '{"lastUpdateId":"5","bids":[],"asks":[]}', '{"lastUpdateId":5}'])(
    'refused: %j',
    (text) => expect(() => bookText(answer(text))).toThrow(/a book/),
  );
});

test('an element of trades on one line', () => {
  expect(oneLine('{"a":5,"p":"1.10"}')).toBe('{"a":5,"p":"1.10"}');
  expect(oneLine('{\n  "a": 5,\n  "p": "1.10"\n}')).toBe('{"a":5,"p":"1.10"}');
});
