// Single odd frames by name: what they become, the same by the reference decoder.

import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../../src/core/market/instrument.js';
import { byNormalizer, disagreement } from '../../support/decoder-duel.js';
import { streamText } from '../../support/frames.js';
import { unitOf } from '../../support/recordings.js';

const BTC: Instrument = {
  symbol: 'BTCUSDT',
  venue: 'binance-usdm',
  tick: unitOf('0.1'),
  step: unitOf('0.001'),
  unitsFrom: 'stated',
};
const trade = (n: number, more: string): string =>
  streamText('btcusdt@trade', `{"e":"trade","E":17000${n},"T":17000${n},"s":"BTCUSDT","t":${n},${more}}`);
const market = (n: number): string => trade(n, '"p":"61800.20","q":"0.006","X":"MARKET","m":false');
const ticker = (u: string, more = ''): string =>
  streamText('btcusdt@bookTicker', `{"u":${u},"s":"BTCUSDT","b":"1.0","B":"1.000","a":"2.0","A":"1.000"${more}}`);

/** What became of the frames: `kind` of each row, `!problem` of each refusal. */
const outcome = (...texts: string[]): string[] => outcomeAt(texts.map((text, i) => [text, i]));

/** The same, each at its own time in µs. */
function outcomeAt(timed: readonly (readonly [text: string, afterUs: number])[]): string[] {
  const frames = timed.map(([text, afterUs]) => ({ text, recvUs: 1_700_000_000_000_000 + afterUs }));
  expect(disagreement([BTC], frames)).toBeNull();
  const { rows, refused } = byNormalizer([BTC], frames);
  const kinds = rows.map((row) => (JSON.parse(row) as { kind: string }).kind);
  return [...kinds, ...refused.map((refusal) => `!${refusal.split(':')[1]!}`)];
}

test.each([
  ['a trade type that is null is no market trade', '"p":"1.0","q":"1.000","X":null,"m":true'],
  ['nor is one that is a number', '"p":"1.0","q":"1.000","X":7,"m":true'],
  ['nor an insurance fund one', '"p":"1.0","q":"1.000","X":"INSURANCE_FUND","m":true'],
  ['nor one without a quantity', '"p":"1.0","q":"0","X":"MARKET","m":true'],
])('%s', (_, more) => {
  expect(outcome(market(1), trade(2, more))).toEqual(['trade', 'tick']);
  expect(outcome(trade(1, more), market(2))).toEqual(['tick', 'trade']);
});

describe('refused', () => {
  test.each([
    ['an event name that is a number', ticker('2', ',"e":5')],
    ['an event name that is null', ticker('2', ',"e":null')],
    ['the event of another stream', ticker('2', ',"e":"trade"')],
    ['a symbol that is null', ticker('2').replace('"s":"BTCUSDT"', '"s":null')],
    ['another symbol', ticker('2').replace('BTCUSDT', 'ETHUSDT')],
    ['a negative id', ticker('-2')],
    ['an id beyond exact integers', ticker('9007199254740993')],
    ['an id that is a text', ticker('"2"')],
    ['a price with an exponent', ticker('2').replace('"1.0"', '"1e0"')],
    ['a price that is a number', ticker('2').replace('"1.0"', '1.0')],
    ['data that is no object', streamText('btcusdt@bookTicker', '[1]')],
  ])('as no message: %s', (_, text) => {
    expect(outcome(ticker('1'), text)).toEqual(['ticker', '!malformed_message']);
  });

  test.each([
    ['an unquoted key of one quotation mark', ticker('2', ',""":1')],
    ['an id with a leading zero', ticker('02')],
    ['a comma before the end', ticker('2', ',')],
    ['no comma between members', ticker('2').replace(',"s"', '"s"')],
    ['text after the end', `${ticker('2')}}`],
    ['a line feed inside a text', ticker('2', ',"x":"a\nb"')],
  ])('as no JSON: %s', (_, text) => {
    expect(outcome(ticker('1'), text)).toEqual(['ticker', '!malformed_json']);
  });

  test.each([
    ['a price', ticker('2').replace('"1.0"', '"1.05"')],
    ['a quantity', ticker('2').replace('"1.000"', '"1.0005"')],
  ])('as finer than the unit: %s', (_, text) => {
    expect(outcome(ticker('1'), text)).toEqual(['ticker', '!finer_than_unit']);
  });
});

describe('read all the same', () => {
  test('a field that was null or of another type in one frame, in the frames behind it', () => {
    const halves = ['"p":"1.0","q":"1.000","m":true', '"p":"1.0","q":"1.000","m":false'] as const;
    const late = trade(1, halves[0]).replace(/"T":\d+/, '"T":null');
    expect(outcome(late, trade(2, halves[1]), trade(3, halves[0]))).toEqual(['trade', 'trade', 'trade']);
    expect(outcome(trade(1, `"nq":null,${halves[0]}`), trade(2, `"nq":"0.5",${halves[1]}`))).toEqual([
      'trade',
      'trade',
    ]);
  });

  test('numbers with more and with fewer digits than before', () => {
    const prices = [
      '1.0',
      '61800.20',
      '100000.0',
      '0.1',
      '99999.9',
      '123456789.1',
      '7',
      '00061800.20',
      '61800.20000000',
    ];
    const texts = prices.map((price, i) => ticker(String(10 * 8 ** i)).replace('"1.0"', `"${price}"`));
    expect(outcome(...texts)).toEqual(prices.map(() => 'ticker'));
  });

  test('quantities with eight decimals of which most digits are zeros', () => {
    const quantities = ['1.00000000', '90071993.00000000', '134180600.50000000', '0.00100000'];
    const texts = quantities.map((qty, i) => ticker(String(i + 1)).replace('"B":"1.000"', `"B":"${qty}"`));
    expect(outcome(...texts)).toEqual(quantities.map(() => 'ticker'));
  });

  test('blanks, other orders and escapes', () => {
    const blank = '{ "stream" : "btcusdt@bookTicker" , "data" : { "u" : 2 , "b":"1.0","B":"1","a":"2","A":"1"} }';
    const turned = '{"data":{"A":"1","a":"2","B":"1","b":"1.0","u":3},"stream":"btcusdt@bookTicker"}';
    const escaped = streamText('btcusdt@bookTicker', '{"\\u0075":4,"b":"1.\\u0030","B":"1","a":"2","A":"1"}');
    expect(outcome(ticker('1'), blank, turned, escaped, ticker('5').slice(1))).toEqual(Array(5).fill('ticker'));
  });

  test('a payload without envelope', () => {
    const bare = '{"e":"trade","E":1,"T":1,"s":"BTCUSDT","t":9,"p":"1.0","q":"1.000","X":"MARKET","m":true}';
    expect(outcome(bare)).toEqual(['trade']);
  });

  test('only the funding rate may be negative, in a layout known or not', () => {
    const mark = (n: number, index: string) =>
      streamText(
        'btcusdt@markPrice',
        `{"e":"markPriceUpdate","E":${n},"s":"BTCUSDT","p":"2.0","i":"${index}","r":"-0.1"}`,
      );
    expect(outcome(mark(1, '-0.5'), mark(2, '0.5'), mark(3, '0.5'), mark(4, '-0.5'))).toEqual(Array(4).fill('mark'));
  });
});

describe('ids that cannot be', () => {
  const FAR = 2 ** 52;

  test('one absurd trade id is damage, and silences nobody behind it', () => {
    expect(outcome(market(1), market(FAR), market(3))).toEqual(['trade', 'gap', 'trade', '!malformed_message']);
  });

  test('where it is the first, the second of those that follow begins anew, behind a gap', () => {
    expect(outcome(market(FAR), market(1), market(2), market(3))).toEqual([
      ...['trade', 'gap', 'trade', 'trade'],
      '!malformed_message',
    ]);
  });

  test('where the next one follows it, it was true: so many are missing', () => {
    const far = 5_000_000_000;
    expect(outcome(market(1), market(far), market(far + 1))).toEqual(['trade', 'gap', 'trade', '!malformed_message']);
  });

  test('a hole below the bound is only a hole, and a repeat a repeat', () => {
    expect(outcome(market(1), market(100_000_001), market(100_000_001), market(9))).toEqual([
      ...['trade', 'gap', 'trade', 'tick', 'tick'],
    ]);
  });

  test('a jump that the time since the last trade spans is a hole, and one beyond it still damage', () => {
    const year = 365 * 86_400e6;
    const later = 1_731_384_969;
    expect(
      outcomeAt([
        [market(1), 0],
        [market(later), year],
        [market(later + 1), year + 1],
      ]),
    ).toEqual([...['trade', 'gap', 'trade', 'trade']]);
    expect(
      outcomeAt([
        [market(1), 0],
        [market(FAR), year],
        [market(3), year + 1],
      ]),
    ).toEqual([...['trade', 'gap', 'trade', '!malformed_message']]);
    expect(
      outcomeAt([
        [market(1), 0],
        [market(later), 60e6],
      ]),
    ).toEqual(['trade', '!malformed_message']);
  });

  const depth = (ids: string): string =>
    streamText('btcusdt@depth@100ms', `{"e":"depthUpdate","E":1,"T":1,"s":"BTCUSDT",${ids},"b":[],"a":[]}`);

  test('depth whose last id is below its first one, or out of this world, though pu continues', () => {
    expect(outcome(depth('"U":10,"u":12,"pu":9'), depth('"U":14,"u":13,"pu":12'))).toEqual([
      'tick',
      '!malformed_message',
    ]);
    expect(outcome(depth('"U":10,"u":12,"pu":9'), depth(`"U":13,"u":${FAR},"pu":12`))).toEqual([
      'tick',
      '!malformed_message',
    ]);
    expect(outcome(depth('"U":10,"u":12,"pu":9'), depth('"U":13,"u":13,"pu":12'))).toEqual(['tick', 'tick']);
  });
});
