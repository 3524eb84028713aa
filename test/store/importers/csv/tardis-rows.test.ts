// Tardis's tables: messages put together again from their rows, snapshots in their place, ids that hold in the chain.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { layoutPath, plainRows } from '../../../support/archives.js';
import { readAll, temporaryFolder } from '../collect.js';

const { put } = temporaryFolder();

type Levels = readonly (readonly [string, string])[];
interface Data {
  readonly e?: string;
  readonly [key: string]: unknown;
  readonly b: Levels;
  readonly a: Levels;
  readonly bids: Levels;
  readonly asks: Levels;
}
const parsed = (text: string) => JSON.parse(`{${text}`) as { stream: string; data: Data };

/** Rows of a message stand together: the plain way to see where one ends. */
function plainMessages(rows: readonly string[][]) {
  const messages: { key: string; rows: string[][] }[] = [];
  for (const row of rows) {
    const key = row.slice(2, 5).join(',');
    if (messages.at(-1)?.key !== key) messages.push({ key, rows: [] });
    messages.at(-1)!.rows.push(row);
  }
  return messages;
}

const sideOf = (rows: readonly string[][], side: string) =>
  rows.filter((row) => row[5] === side).map((row) => [row[6], row[7]]);

test('incremental_book_L2: each group of rows is one message or snapshot with the levels of the file', async () => {
  const messages = plainMessages(plainRows('tardisBook'));
  const { frames, problems, opened } = await readAll(layoutPath('tardisBook'));
  expect(problems).toEqual([]);
  expect(opened.inputs[0]).toMatchObject({ format: 'tardis-l2', venue: 'binance-usdm', tableSymbol: 'ETHUSDT' });
  let at = 0;
  for (const { key, rows } of messages) {
    const [event, local, isSnapshot] = key.split(',');
    if (isSnapshot === 'true') {
      expect(parsed(frames[at]!.text).data).toMatchObject({ e: 'depthUpdate', b: [], a: [] });
      at++;
    }
    const { stream, data } = parsed(frames[at]!.text);
    expect(frames[at]!.us).toBe(Number(local));
    expect(data['E']).toBe(Number(event) / 1000);
    expect(stream).toBe(isSnapshot === 'true' ? 'ethusdt@snapshot' : 'ethusdt@depth');
    const [bids, asks] = isSnapshot === 'true' ? [data.bids, data.asks] : [data.b, data.a];
    expect([bids, asks]).toEqual([sideOf(rows, 'bid'), sideOf(rows, 'ask')]);
    at++;
  }
  expect(at).toBe(frames.length);
});

test('ids follow one another, but for the one left out before each snapshot', async () => {
  const { frames } = await readAll(layoutPath('tardisBook'));
  const deltas = frames.map(({ text }) => parsed(text)).filter(({ stream }) => stream === 'ethusdt@depth');
  const breaks = deltas.filter(({ data }, i) => i > 0 && data['pu'] !== deltas[i - 1]!.data['u']);
  expect(deltas.every(({ data }) => data['U'] === data['u'] && data['pu'] === (data['u'] as number) - 1)).toBe(true);
  expect(breaks).toHaveLength(1);
  expect(breaks[0]!.data).toMatchObject({ b: [], a: [] });
});

test('trades: the ids, prices and sides of the file', async () => {
  const rows = plainRows('tardisTrades');
  const { frames } = await readAll(layoutPath('tardisTrades'));
  expect(frames).toHaveLength(rows.length);
  for (const [i, [, s, event, local, id, side, p, q]] of rows.entries()) {
    const { stream, data } = parsed(frames[i]!.text);
    expect([stream, frames[i]!.us]).toEqual(['ethusdt@trade', Number(local)]);
    const T = Number(event) / 1000;
    expect(data).toEqual({ e: 'trade', T, s, t: Number(id), p, q, X: 'MARKET', m: side === 'sell' });
  }
});

describe('details', () => {
  const head = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount';
  const read = async (name: string, rows: readonly string[]) =>
    (await readAll(put(name, gzipSync(`${[head, ...rows].join('\n')}\n`)))).frames.map(({ text }) => parsed(text));

  test('no exchange time: Tardis repeats its own, and the message has none', async () => {
    const [frame] = await read('a.csv.gz', ['binance-futures,ETHUSDT,1704067200103127,1704067200103127,false,bid,1,2']);
    expect(frame!.data).not.toHaveProperty('E');
  });

  test('empty levels of a snapshot are left out, those of a change are removals', async () => {
    const times = '1704067200100000,1704067200103127';
    const rows = ['true,bid,1,0', 'true,bid,2,0.0', 'true,ask,3,5', 'false,bid,1,0'];
    const frames = await read(
      'b.csv.gz',
      rows.map((row) => `binance-futures,ETHUSDT,${times},${row}`),
    );
    expect([frames[1]!.data.bids, frames[1]!.data.asks]).toEqual([[], [['3', '5']]]);
    expect(frames[2]!.data.b).toEqual([['1', '0']]);
  });

  test('spot messages carry no pu', async () => {
    const [frame] = await read('c.csv.gz', ['binance,BTCUSDT,1704067200100000,1704067200103127,false,bid,1,2']);
    expect(frame!.data).not.toHaveProperty('pu');
  });
});
