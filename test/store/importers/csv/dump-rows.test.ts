// Binance's dumps: every imported row equals an independent plain reading of the file.

import { describe, expect, test } from 'vitest';
import { layoutPath, plainRows } from '../../../support/archives.js';
import { readAll } from '../collect.js';

interface Line {
  readonly stream: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Frames of a raw line lack its first brace. */
const parsed = (text: string): Line => JSON.parse(`{${text}`) as Line;

describe('aggTrades', () => {
  test.each([
    ['aggTrades', 'binance-usdm', 1000],
    ['spotTrades', 'binance-spot', 1],
  ] as const)('%s: each row is a message with the numbers of the file', async (name, venue, usPerTime) => {
    const rows = plainRows(name);
    const { frames, problems, opened } = await readAll(layoutPath(name));
    expect(opened.inputs[0]).toMatchObject({ format: 'binance-aggtrades', compression: 'zip', venue });
    expect([frames.length, problems]).toEqual([rows.length, []]);
    for (const [i, [a, p, q, f, l, time, m]] of rows.entries()) {
      const { stream, data } = parsed(frames[i]!.text);
      const us = Number(time) * usPerTime;
      expect([stream, frames[i]!.us]).toEqual(['btcusdt@aggTrade', us]);
      const ids = { a: Number(a), f: Number(f), l: Number(l), T: Math.floor(us / 1000) };
      expect(data).toEqual({ e: 'aggTrade', s: 'BTCUSDT', p, q, ...ids, m: m!.toLowerCase() === 'true' });
    }
  });

  test('a problem further on would name the line of the file', async () => {
    const { frames } = await readAll(layoutPath('aggTrades'));
    expect(frames[0]!.line).toBe(2);
    expect((await readAll(layoutPath('spotTrades'))).frames[0]!.line).toBe(1);
  });
});

test('bookTicker: each row is a message, at the time of its event', async () => {
  const rows = plainRows('bookTicker');
  const { frames, problems, opened } = await readAll(layoutPath('bookTicker'));
  expect(opened.inputs[0]).toMatchObject({ format: 'binance-bookticker', venue: 'binance-usdm' });
  expect([frames.length, problems]).toEqual([rows.length, []]);
  for (const [i, [u, b, B, a, A, T, E]] of rows.entries()) {
    expect(frames[i]!.us).toBe(Number(E) * 1000);
    expect(parsed(frames[i]!.text)).toMatchObject({
      stream: 'ethusdt@bookTicker',
      data: { e: 'bookTicker', s: 'ETHUSDT', u: Number(u), b, B, a, A, T: Number(T), E: Number(E) },
    });
  }
});
