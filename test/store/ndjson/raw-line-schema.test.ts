// The published JSON Schema and page of the raw format: both agree with the reader, the writer and each other.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createFrameBatch, FRAME } from '../../../src/core/market/frame.js';
import { INPUT_FORMATS } from '../../../src/store/importers/format.js';
import { PROBLEM_CODES } from '../../../src/store/importers/problem.js';
import { createRawLineCutter } from '../../../src/store/ndjson/raw-line-cutter.js';
import { parseSessionHeader } from '../../../src/store/ndjson/session-header.js';
import { violations } from './schema-check.js';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8');
const schema = JSON.parse(read('raw-line.schema.json')) as Record<string, unknown>;
const page = read('formats.md');
const examples = (/```ndjson\n([^]*?)```/.exec(page)?.[1] ?? '').trim().split('\n');
const check = (line: string): string[] => violations(schema, JSON.parse(line));

describe('the examples of docs/formats.md', () => {
  test.each(examples)('%s', (line) => {
    expect(check(line)).toEqual([]);
    const batch = createFrameBatch(1);
    batch.bytes = Buffer.from(`${line}\n`);
    const kind = createRawLineCutter()(batch, 0, Buffer.byteLength(line));
    const expected = line.includes('"control"')
      ? FRAME.control
      : line.includes('"malformed"')
        ? FRAME.rawLine
        : FRAME.stream;
    expect(kind).toBe(expected);
    expect(batch.recvUs[0]).toBe(Math.round((JSON.parse(line) as { ts_recv: number }).ts_recv * 1000));
  });

  test('cover every kind of line, and the session header is one', () => {
    const defs = (schema['oneOf'] as unknown[]).length;
    expect(examples).toHaveLength(defs);
    expect(parseSessionHeader(examples[0]!)).toMatchObject({
      env: 'mainnet',
      symbols: [{ tick: '0.01', step: '0.001' }],
    });
  });

  test('have their keys in the order of the schema', () => {
    const defs = schema['$defs'] as Record<string, { properties?: Record<string, unknown> }>;
    const orders = Object.values(defs).map(({ properties }) => Object.keys(properties ?? {}));
    for (const line of examples) {
      const keys = Object.keys(JSON.parse(line) as object);
      const matching = orders.some(
        (order) =>
          keys.join() === order.filter((key) => keys.includes(key)).join() && keys.every((key) => order.includes(key)),
      );
      expect([line, matching]).toEqual([line, true]);
    }
  });
});

describe('the schema refuses', () => {
  const stream =
    '{"ts_recv":1723161255088.169,"latency_event_ms":null,"latency_pipeline_ms":0.041,"stream":"a@trade","data":{}}';
  test.each([
    ['a line without receive time', stream.replace('"ts_recv":1723161255088.169,', '')],
    ['a receive time as text', stream.replace('1723161255088.169', '"1723161255088.169"')],
    ['an unknown key in a stream line', stream.replace('"stream"', '"extra":1,"stream"')],
    ['a stream in capitals', stream.replace('a@trade', 'A@trade')],
    ['a snapshot without its address', stream.replace('a@trade', 'a@snapshot')],
    ['an unknown control', '{"ts_recv":1.000,"control":"party"}'],
    ['another version', examples[0]!.replace('"version":1', '"version":2')],
    ['a level with a number', examples.at(-1)!.replace('["2681.62","1.165"]', '["2681.62",1.165]')],
    ['a gap in an unknown stream', examples[5]!.replace('"depth"', '"book"')],
  ])('%s', (_name, line) => expect(check(line)).not.toEqual([]));
  test('but not the line these are made of', () => expect(check(stream)).toEqual([]));
});

test('the page names every format and every code of damage', () => {
  for (const name of [...INPUT_FORMATS, ...PROBLEM_CODES]) expect(page).toContain(`\`${name}\``);
});
