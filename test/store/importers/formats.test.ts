// The four line formats: detection, receive times, kinds and the symbols of nameless snapshots.

import { describe, expect, test } from 'vitest';
import { FRAME } from '../../../src/core/market/frame.js';
import { detectFormat } from '../../../src/store/importers/format.js';
import { symbolOfFileName } from '../../../src/store/importers/hftbacktest.js';
import { probeInput } from '../../../src/store/importers/probe.js';
import { collectorLine, rawLine, readAll, sessionLine, temporaryFolder } from './collect.js';

const { put } = temporaryFolder();
const SNAPSHOT = '{"lastUpdateId":5,"bids":[],"asks":[]}';

describe('detection', () => {
  test.each([
    [rawLine(1), 'v13-raw'],
    [sessionLine(1, 's'), 'v13-raw'],
    ['{"stream":null,"malformed":"AA==","ts_recv":1723161255088.169}', 'v13-raw'],
    [collectorLine(1), 'hftbacktest'],
    [`1723161255319702566 ${SNAPSHOT}`, 'hftbacktest'],
    [`1723161255319 ${SNAPSHOT}`, 'hftbacktest'],
    ['1617647797.5963788: {"stream":"batusdt@depth@100ms","data":{}}', 'cryptofeed'],
    ['configuration: {"l2_book":[]}', 'cryptofeed'],
    [`https://fapi.binance.com/fapi/v1/depth?symbol=BATUSDT -> 1617647797.9: ${SNAPSHOT}`, 'cryptofeed'],
    ['{"ts_recv":1723161255.088,"E":1,"U":1,"u":2,"pu":0,"bids":[],"asks":[]}', 'original'],
    ['{"ts_recv": 1723161255088.1, "E": 1, "latency_event_ms": 3.2}', 'original'],
    ['{"a":1}', null],
    ['', null],
  ])('%s', (line, format) => expect(detectFormat(Buffer.from(`${line}\n`))).toBe(format));

  test('damaged first lines do not decide', () => {
    expect(detectFormat(Buffer.from(`\0\0\0\nconfig\n\n${collectorLine(1)}\n${collectorLine(2)}\n`))).toBe(
      'hftbacktest',
    );
  });
});

describe('hftbacktest', () => {
  test('the symbol of a snapshot is that of the streams around it', async () => {
    const path = put('some.dat', `1723161255000001 ${SNAPSHOT}\n${collectorLine(2, 'ethusdt')}\n`);
    const { frames, opened } = await readAll(path);
    expect(frames[0]).toMatchObject({ kind: FRAME.snapshot, hint: 'ETHUSDT', text: SNAPSHOT, us: 1723161255000001 });
    expect(frames[1]).toMatchObject({ kind: FRAME.stream, hint: null });
    expect(opened.inputs[0]).toMatchObject({ format: 'hftbacktest', formatFrom: 'lines', snapshotSymbol: 'ETHUSDT' });
  });

  test('else that of the file name, else the only one of all inputs', async () => {
    const alone = await readAll(put('btcusdt_20240808.dat', `1723161255000001 ${SNAPSHOT}\n`));
    expect(alone.frames[0]!.hint).toBe('BTCUSDT');
    const first = put('part.1', `1723161255000001 ${SNAPSHOT}\n`);
    const second = put('part.2', `${collectorLine(2, 'nexousdt')}\n`);
    expect((await readAll([second, first])).frames[0]!.hint).toBe('NEXOUSDT');
  });

  test('a snapshot that could be of two symbols is left out and told', async () => {
    const path = put(
      'two.dat',
      `${collectorLine(1, 'a1usdt')}\n${collectorLine(2, 'b1usdt')}\n1723161255000003 ${SNAPSHOT}\n`,
    );
    const { frames, problems } = await readAll(path);
    expect(frames).toHaveLength(2);
    expect(problems).toEqual(['V13_SNAPSHOT_SYMBOL:3']);
  });

  test('file names', () => {
    expect(symbolOfFileName('btcusdt_20240808.gz')).toBe('BTCUSDT');
    expect(symbolOfFileName('1000pepeusdt_20240808.dat.gz')).toBe('1000PEPEUSDT');
    expect(symbolOfFileName('btcusdt.gz')).toBeNull();
  });

  test('a whole last line without line end is used', async () => {
    const { frames, problems } = await readAll(put('noend.dat', `${collectorLine(1)}\n${collectorLine(2)}`));
    expect([frames.length, problems]).toEqual([2, []]);
    const torn = await readAll(put('torn.dat', `${collectorLine(1)}\n${collectorLine(2).slice(0, -3)}`));
    expect([torn.frames.length, torn.problems]).toEqual([1, ['V13_LINE_TORN:2']]);
  });
});

test('cryptofeed: header and connection lines are no frames, REST depth is a snapshot, other REST is none', async () => {
  const lines = [
    'configuration: {"l2_book":["BAT-USDT"]}',
    'wss://fstream.binance.com/stream?streams=batusdt@aggTrade <-> 1617647796.76969',
    '1617647797.5963788: {"stream":"batusdt@aggTrade","data":{}}',
    `https://fapi.binance.com/fapi/v1/depth?symbol=BATUSDT&limit=1000 -> 1617647797.9072561: ${SNAPSHOT}`,
    'https://fapi.binance.com/fapi/v1/openInterest?symbol=BATUSDT -> 1617647798.1: {"openInterest":"1"}',
  ];
  const { frames, problems } = await readAll(put('feed.txt', `${lines.join('\n')}\n`));
  expect(problems).toEqual([]);
  expect(frames.map(({ us, kind, hint, line }) => [us, kind, hint, line])).toEqual([
    [1617647797596378, FRAME.stream, null, 3],
    [1617647797907256, FRAME.snapshot, 'BATUSDT', 4],
  ]);
  expect(frames[1]!.text).toBe(SNAPSHOT);
});

test('original: seconds and ms, ts_recv anywhere at the top level', async () => {
  const lines = [
    '{"ts_recv":1723161255.088169,"E":1,"U":1,"u":2,"pu":0,"bids":[["1","2"]],"asks":[]}',
    '{"ts_recv": 1723161255188.5, "E": 1, "U": 1, "u": 2, "pu": 0, "symbol": "ETHUSDT"}',
    '{"E":1,"U":1,"u":2,"x":{"ts_recv":5},"ts_recv":1723161255288,"bids":[]}',
  ];
  const { frames, opened } = await readAll(put('flat.jsonl', `${lines.join('\n')}\n`));
  expect(frames.map(({ us }) => us)).toEqual([1723161255088169, 1723161255188500, 1723161255288000]);
  expect(frames.map(({ text }) => text)).toEqual(lines);
  expect(frames.every(({ kind }) => kind === FRAME.originalLine)).toBe(true);
  expect(opened.inputs[0]!.format).toBe('original');
});

test('v13-raw: the session header is known before the first frame is read', async () => {
  const { opened, frames } = await readAll(put('s.ndjson', `${sessionLine(0, 'abc')}\n${rawLine(1)}\n`));
  expect(opened.inputs[0]!.session).toMatchObject({ session: 'abc', version: 1 });
  expect(frames.map(({ kind }) => kind)).toEqual([FRAME.control, FRAME.stream]);
});

test('a probe sees the first frames and consumes nothing', async () => {
  const path = put('probe.ndjson', `${Array.from({ length: 50 }, (_, i) => rawLine(i)).join('\n')}\n`);
  const { opened } = await readAll(path);
  const batch = await probeInput(opened.inputs[0]!, { frames: 20 });
  expect([batch.count, batch.line[19]]).toEqual([20, 20]);
  expect((await probeInput(opened.inputs[0]!, { bytes: 400 })).count).toBeLessThan(4);
});
