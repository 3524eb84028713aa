// Files of signals as anybody writes them: layouts, order, repetitions, contradictions, refused lines.

import { describe, expect, test } from 'vitest';
import { type SignalFile, parseSignals } from '../../../src/store/signals/signal-file.js';

const parse = (text: string, strict = false): SignalFile =>
  parseSignals(text, 'f'.repeat(64), {
    path: 'mine.csv',
    strict,
    symbolOf: (name) => (/^[A-Z]{3,}$/.test(name) ? name : null),
  });
const only = ({ bySymbol }: SignalFile) => [...bySymbol.values()][0]!;
const T = (second: number): string => `172316125${second}000`;
const us = (second: number): number => Number(T(second)) * 1_000;

describe('layouts', () => {
  test.each([
    ['commas', `time,side\n${T(1)},buy\n${T(2)},sell\n`],
    ['semicolons', `time;side\n${T(1)};long\n${T(2)};short\n`],
    ['tabs', `time\tside\n${T(1)}\t1\n${T(2)}\t-1\n`],
    ['other names, order and case', `Direction,Timestamp\nB,${T(1)}\nS,${T(2)}\n`],
    ['quotes', `"Time (UTC)",x,"side"\n`.replace('Time (UTC)', 'ts') + `"${T(1)}","a,b","Buy"\n"${T(2)}",,"SELL"\n`],
    ['no header', `${T(1)},1\n${T(2)},-1\n`],
    [
      'a mark at the beginning, empty lines, other line ends',
      `\ufeff\r\ntime,side\r\n\r\n${T(1)},+1\r\n${T(2)},-1.0\r\n`,
    ],
    ['no line end at the end', `time,side\n${T(1)},up\n${T(2)},down`],
  ])('%s', (_, text) => {
    const file = parse(text);
    expect([...only(file).timeUs]).toEqual([us(1), us(2)]);
    expect([...only(file).side]).toEqual([1, -1]);
    expect([...only(file).value]).toEqual([1, -1]);
    expect(file).toMatchObject({ lines: 2, refusedCount: 0, unsorted: 0, time: 'ms', hasStrength: false });
  });

  test('strength carries the sign of its side; a signed one may carry it itself', () => {
    const file = parse(`ts;side;score\n${T(1)};buy;0,5\n${T(2)};sell;2\n${T(3)};sell;-2,5\n`);
    expect([...only(file).value]).toEqual([0.5, -2, -2.5]);
    expect(file.hasStrength).toBe(true);
  });

  test('side before signal, time before date', () => {
    const { layout } = parse(`date,signal,time,side\nx,0.3,${T(1)},buy\n`);
    expect(layout.names).toEqual({ time: 'time', side: 'side' });
  });

  test('symbols apart', () => {
    const file = parse(`time,side,symbol\n${T(1)},buy,ETHUSDT\n${T(2)},sell,BTCUSDT\n${T(3)},buy,ETHUSDT\n`);
    expect([...file.bySymbol].map(([symbol, { timeUs }]) => [symbol, timeUs.length])).toEqual([
      ['ETHUSDT', 2],
      ['BTCUSDT', 1],
    ]);
  });
});

describe('what is odd is said', () => {
  test('unsorted lines are sorted', () => {
    const file = parse(`time,side\n${T(3)},buy\n${T(1)},sell\n${T(2)},buy\n`);
    expect([...only(file).timeUs]).toEqual([us(1), us(2), us(3)]);
    expect([...only(file).side]).toEqual([-1, 1, 1]);
    expect(file.unsorted).toBe(2);
  });

  test('a repetition counts once, a contradiction not at all', () => {
    const file = parse(`time,side\n${T(1)},buy\n${T(1)},buy\n${T(2)},buy\n${T(2)},sell\n${T(3)},buy\n`);
    expect([...only(file).timeUs]).toEqual([us(1), us(3)]);
    expect(file).toMatchObject({ repeats: 1, refusedCount: 2 });
    expect(file.refused[0]).toEqual({ line: 4, reason: 'a buy and a sell at the same instant: lines 4, 5' });
  });

  test('lines that say to be out are counted, not used', () => {
    expect(parse(`time,side\n${T(1)},buy\n${T(2)},flat\n${T(3)},0\n`)).toMatchObject({ flat: 2, lines: 3 });
  });

  test('each bad line with its number and reason', () => {
    const file = parse(
      `time,side,strength\n${T(1)},buy,1\nnoon,buy,1\n${T(2)},maybe,1\n${T(3)},buy\n1723161254,buy,1\n${T(5)},buy,-1\n${T(6)},sell,much\n`,
    );
    expect(file.refused).toEqual([
      { line: 3, reason: 'not a time: write ISO 8601 with a zone, or an epoch in s, ms, µs or ns' },
      { line: 4, reason: '"maybe" is no side: write buy or sell, long or short, 1 or -1' },
      { line: 5, reason: '2 cells where the first line has 3' },
      { line: 6, reason: 'a time in s in a file of times in ms' },
      { line: 7, reason: 'strength -1 of a buy' },
      { line: 8, reason: '"much" is no strength' },
    ]);
    expect(only(file).timeUs).toHaveLength(1);
  });

  test('no more than a hundred reasons are kept', () => {
    const file = parse(`time,side\n${T(1)},buy\n${'x,buy\n'.repeat(500)}`);
    expect([file.refused.length, file.refusedCount]).toEqual([100, 500]);
  });
});

test.each([
  ['nothing', '', 'V13_SIGNAL_EMPTY'],
  ['blank lines', '\n \n', 'V13_SIGNAL_EMPTY'],
  ['no times', 'price,side\n1,buy\n', 'V13_SIGNAL_HEADER'],
  ['no sides', `time,price\n${T(1)},1\n`, 'V13_SIGNAL_HEADER'],
  ['a header alone', 'time,side\n', 'V13_SIGNAL_NONE'],
  ['no line that could be used', 'time,side\n2024-08-08T00:00:00,buy\n', 'V13_SIGNAL_NONE'],
  ['binary', '\u0000\u0001\u0002', 'V13_SIGNAL_HEADER'],
])('%s is refused', (_, text, code) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code }));
});

test('strict ends at the first bad line', () => {
  const text = `time,side\n${T(1)},buy\n${T(2)},x\n`;
  expect(() => parse(text, true)).toThrow(expect.objectContaining({ code: 'V13_SIGNAL_LINE', line: 3 }));
});
