// v13 raw lines: what each kind of line is cut into.

import { describe, expect, test } from 'vitest';
import { createFrameBatch, FRAME } from '../../../src/core/market/frame.js';
import { createRawLineCutter } from '../../../src/store/ndjson/raw-line-cutter.js';
import { findTopLevelValue } from '../../../src/store/ndjson/top-level-key.js';
import { parseSessionHeader } from '../../../src/store/ndjson/session-header.js';

function cut(line: string): { kind: number; frame: string; us: number } {
  const batch = createFrameBatch(1);
  batch.bytes = Buffer.from(`${line}\n`);
  const to = Buffer.byteLength(line);
  const kind = createRawLineCutter()(batch, 0, to);
  return { kind, frame: Buffer.from(batch.bytes).toString('utf8', batch.start[0], to), us: batch.recvUs[0] as number };
}

const HEAD = '{"ts_recv":1723161255088.169,"latency_event_ms":-1224.831,"latency_pipeline_ms":0.041';
const US = 1723161255088169;

describe('kinds', () => {
  test('a stream line gives the bytes from "stream" to its end', () => {
    const rest = '"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","x":"ü"}}';
    expect(cut(`${HEAD},${rest}`)).toEqual({ kind: FRAME.stream, frame: rest, us: US });
    const nulls = '{"ts_recv":1723161255088.169,"latency_event_ms":null,"latency_pipeline_ms":null';
    expect(cut(`${nulls},${rest}`)).toEqual({ kind: FRAME.stream, frame: rest, us: US });
  });

  test('a snapshot line is a stream frame', () => {
    const rest =
      '"stream":"ethusdt@snapshot","url":"https://x/depth?symbol=ETHUSDT","sent_at":1723161255080.000,"data":{}}';
    expect(cut(`${HEAD},${rest}`)).toEqual({ kind: FRAME.stream, frame: rest, us: US });
  });

  test.each([
    ['control', '{"ts_recv":1723161255088.169,"control":"gap","symbol":"ETHUSDT"}', FRAME.control],
    ['control, blanks', '{"ts_recv": 1723161255088.169, "control": "gap"}', FRAME.control],
    ['control, other order', '{"control":"gap","ts_recv":1723161255088.169}', FRAME.control],
    ['malformed frame', `${HEAD},"stream":null,"malformed":"AAEC"}`, FRAME.rawLine],
    ['other order', '{"stream":"a@trade","data":{"ts_recv":1},"ts_recv":1723161255088.169}', FRAME.rawLine],
    ['no latencies', '{"ts_recv":1723161255088.169,"stream":"a@trade","data":{}}', FRAME.rawLine],
    ['unknown key first', '{"ts_recv":1723161255088.169,"lag":[1,2],"stream":"a@trade","data":{}}', FRAME.rawLine],
    ['blanks', '{"ts_recv": 1723161255088.169, "stream": "a@trade", "data": {}}', FRAME.rawLine],
  ])('%s: the whole line', (_name, line, kind) => {
    expect(cut(line)).toEqual({ kind, frame: line, us: US });
  });

  test.each(['x', '{}', '{"ts_recv":', '{"ts_recv":null,"stream":"a"}', '{"a":{"ts_recv":1723161255088.169}}', '[1]'])(
    'no receive time at the top level: %s',
    (line) => expect(cut(line).kind).toBe(-1),
  );

  test.each([
    '{"ts_recv":1723161255088.169e3,"latency_event_ms":null,"latency_pipeline_ms":null,"stream":"a@trade","data":{}}',
    '{"stream":"a@trade","data":{},"ts_recv":1723161255088E1}',
    '{"stream":"a@trade","data":{},"ts_recv":1.723161255088169e12}',
    '{"ts_recv":1723161255088.169e0,"control":"gap"}',
  ])('a time with an exponent is refused, not read in part: %s', (line) => expect(cut(line).kind).toBe(-1));

  test('a line torn anywhere is cut or refused, never read past its end', () => {
    const line = `${HEAD},"stream":"btcusdt@depth","data":{"e":1}}`;
    for (let size = 0; size < line.length; size++) {
      const { kind } = cut(line.slice(0, size));
      expect([-1, FRAME.stream, FRAME.rawLine]).toContain(kind);
    }
  });
});

test('a key inside strings or nested objects is not the top-level key', () => {
  const find = (text: string): string => {
    const at = findTopLevelValue(Buffer.from(text), { from: 0, to: text.length }, 'k');
    return at < 0 ? '' : text.slice(at, at + 1);
  };
  expect(find('{"a":"\\"k\\":1","b":{"k":2},"c":[{"k":3}],"k" : 4}')).toBe('4');
  expect(find('{"a":"k"}')).toBe('');
  expect(find('{"a":"unclosed')).toBe('');
});

test('a session header is read; other lines are none', () => {
  const line =
    '{"ts_recv":1.000,"control":"session","format":"v13-raw","version":1,"session":"s1","venue":"binance-usdm","env":"synthetic",' +
    '"host":"h","symbols":[{"symbol":"ETHUSDT","tick":"0.01","step":"0.001"}],"streams":["depth@100ms"],"config":null,"generator":{"seed":7},"software":"v13 0.1.0"}';
  expect(parseSessionHeader(line)).toEqual({
    version: 1,
    session: 's1',
    segment: null,
    imported: null,
    venue: 'binance-usdm',
    env: 'synthetic',
    host: 'h',
    symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }],
    streams: ['depth@100ms'],
    config: null,
    generator: { seed: 7 },
    software: 'v13 0.1.0',
  });
  expect(parseSessionHeader('{"ts_recv":1.000,"control":"gap"}')).toBeNull();
  expect(parseSessionHeader('{"ts_re')).toBeNull();
});
