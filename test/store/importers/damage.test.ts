// Damaged inputs: each kind is named with its line, counted, survived, and refused under strict.

import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { content, rawLine, readAll, sessionLine, temporaryFolder } from './collect.js';

const { put } = temporaryFolder();
const lines = [
  sessionLine(0, 's'),
  ...Array.from({ length: 2000 }, (_, i) => rawLine(1000 + i * 10, 'ethusdt@trade', `{"t":${(i * 7919) % 104729}}`)),
];
const text = `${lines.join('\n')}\n`;
const whole = (await readAll(put('whole.ndjson', text))).frames;
const packed = zlib.gzipSync(text);

test('an undamaged file has no problems', async () => {
  const reading = await readAll(put('fine.ndjson', text));
  expect(reading.problems).toEqual([]);
  expect(reading.frames).toHaveLength(lines.length);
  expect((await readAll(put('fine.ndjson.gz', packed))).problems).toEqual([]);
});

describe('lines', () => {
  test.each<[string, string, string[], number]>([
    ['torn last line', `${rawLine(1)}\n${rawLine(2).slice(0, 50)}`, ['V13_LINE_TORN:2'], 1],
    ['whole last line without line end: torn by definition', `${rawLine(1)}\n${rawLine(2)}`, ['V13_LINE_TORN:2'], 1],
    ['blank lines', `${rawLine(1)}\n\n  \n${rawLine(2)}\n`, ['V13_LINE_BLANK:2', 'V13_LINE_BLANK:3'], 2],
    ['malformed line', `${rawLine(1)}\nhello\n${rawLine(2)}\n`, ['V13_LINE_MALFORMED:2'], 2],
    ['zero bytes before a line', `${rawLine(1)}\n\0\0\0${rawLine(2)}\n`, ['V13_NUL_RUN:2'], 2],
    ['zero bytes instead of a line', `${rawLine(1)}\n\0\0\0\n${rawLine(2)}\n`, ['V13_NUL_RUN:2'], 2],
    ['zero bytes at the end', `${rawLine(1)}\n${'\0'.repeat(5000)}`, ['V13_NUL_RUN:2'], 1],
    ['carriage returns are no damage', `${rawLine(1)}\r\n${rawLine(2)}\r\n`, [], 2],
    ['a byte order mark is no damage', `\ufeff${rawLine(1)}\n`, [], 1],
  ])('%s', async (name, bytes, problems, frames) => {
    const path = put(`${name.replaceAll(/\W+/g, '-')}.ndjson`, bytes);
    const reading = await readAll(path);
    expect(reading.problems).toEqual(problems);
    expect(reading.frames).toHaveLength(frames);
    expect(reading.frames.every((frame) => frame.text.startsWith('"stream"') && frame.text.endsWith('}'))).toBe(true);
    const strict = readAll(path, { strict: true });
    if (problems.length === 0) await expect(strict).resolves.toBeDefined();
    else {
      const [code, line] = problems[0]!.split(':');
      await expect(strict).rejects.toMatchObject({ kind: 'data', code, line: Number(line), path });
    }
  });

  test('a line longer than the cap is passed over, whatever the chunk size', async () => {
    const long = rawLine(2, 'ethusdt@snapshot', `"${'x'.repeat(3_000_000)}"`);
    const path = put('long.ndjson', `${rawLine(1)}\n${long}\n${rawLine(3)}\n`);
    for (const chunkBytes of [1000, 65_536, 1 << 20]) {
      const capped = await readAll(path, { chunkBytes, maxLineBytes: 400_000 });
      expect(capped.problems).toEqual(['V13_LINE_TOO_LONG:2']);
      expect(capped.frames.map(({ line }) => line)).toEqual([1, 3]);
    }
    const open = await readAll(path, { chunkBytes: 100_000 });
    expect(open.problems).toEqual([]);
    expect(open.frames[1]!.text).toBe(long.slice(long.indexOf('"stream"')));
  });

  test('only the first hundred problems are kept, all are counted', async () => {
    const { opened, problems } = await readAll(put('many.ndjson', `${rawLine(1)}\n${'\n'.repeat(500)}`));
    expect(problems).toHaveLength(100);
    expect(opened.problems.total).toBe(500);
    expect(opened.problems.counts.get('V13_LINE_BLANK')).toBe(500);
  });
});

describe('gzip', () => {
  const readPacked = async (name: string, bytes: Uint8Array) => await readAll(put(name, bytes));

  test('a truncated tail: everything before it is used', async () => {
    for (const part of [0.3, 0.6, 0.95]) {
      const { frames, problems } = await readPacked(
        'cut.ndjson.gz',
        packed.subarray(0, Math.floor(packed.length * part)),
      );
      expect(problems.some((problem) => problem.startsWith('V13_COMPRESSED_TRUNCATED'))).toBe(true);
      expect(content(frames)).toEqual(content(whole.slice(0, frames.length)));
      expect(frames.length).toBeGreaterThan(lines.length * part * 0.7);
    }
    const noTrailer = await readPacked('trailer.ndjson.gz', packed.subarray(0, packed.length - 3));
    expect(noTrailer.frames).toHaveLength(whole.length);
    expect(noTrailer.problems).toEqual([`V13_COMPRESSED_TRUNCATED:${lines.length}`]);
  });

  test.each([
    ['text', Buffer.from('garbage after the end'), 'V13_COMPRESSED_DAMAGED'],
    ['zero bytes', Buffer.alloc(512), 'V13_COMPRESSED_TRAILING'],
  ])('trailing %s: the whole recording is used', async (_name, tail, code) => {
    const { frames, problems } = await readPacked('tail.ndjson.gz', Buffer.concat([packed, tail]));
    expect(content(frames)).toEqual(content(whole));
    expect(problems).toEqual([`${code}:${lines.length}`]);
  });

  test('damage in the middle: what stands before it is used', async () => {
    const broken = Buffer.from(packed);
    broken.fill(0xff, broken.length >> 1, (broken.length >> 1) + 64);
    const { frames, opened } = await readPacked('broken.ndjson.gz', broken);
    expect(opened.problems.counts.get('V13_COMPRESSED_DAMAGED')).toBe(1);
    expect(frames.length).toBeGreaterThan(lines.length / 3);
    expect(content(frames.slice(0, 600))).toEqual(content(whole.slice(0, 600)));
  });

  test('a wrong checksum at the end loses nothing, and is told', async () => {
    const broken = Buffer.from(packed);
    broken[broken.length - 6]! ^= 1;
    const { frames, problems } = await readPacked('checksum.ndjson.gz', broken);
    expect(content(frames)).toEqual(content(whole));
    expect(problems).toEqual([`V13_COMPRESSED_DAMAGED:${lines.length}`]);
  });

  test('several members one after another are one recording', async () => {
    const cut = text.indexOf('\n', text.length / 2) + 1;
    const bytes = Buffer.concat([zlib.gzipSync(text.slice(0, cut)), zlib.gzipSync(text.slice(cut))]);
    const { frames, problems } = await readPacked('members.ndjson.gz', bytes);
    expect(content(frames)).toEqual(content(whole));
    expect(problems).toEqual([]);
  });
});

const zstd = (zlib as { zstdCompressSync?: (text: string) => Buffer }).zstdCompressSync;

test.skipIf(zstd === undefined)('zstd: the same frames; a truncated tail is told [needs zstd]', async () => {
  const bytes = zstd!(text);
  const fine = await readAll(put('fine.ndjson.zst', bytes));
  expect([content(fine.frames), fine.problems]).toEqual([content(whole), []]);
  const cut = await readAll(put('cut.ndjson.zst', bytes.subarray(0, bytes.length - 5)));
  expect(cut.problems.some((problem) => problem.startsWith('V13_COMPRESSED'))).toBe(true);
});

test.skipIf(zstd !== undefined)(
  'zstd is refused with a way out where this Node cannot read it [needs a Node without zstd]',
  async () => {
    const path = put('some.ndjson.zst', Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]));
    await expect(readAll(path)).rejects.toMatchObject({ kind: 'data', code: 'V13_ZSTD_UNSUPPORTED', path });
  },
);

describe('a segment still being written (.open)', () => {
  test('ends at its last full line, without damage', async () => {
    const plain = await readAll(put('live.ndjson.open', `${rawLine(1)}\n${rawLine(2).slice(0, 30)}`), { strict: true });
    expect(plain.frames).toHaveLength(1);
    const gz = await readAll(put('live.ndjson.gz.open', packed.subarray(0, packed.length >> 1)), { strict: true });
    expect(gz.frames.length).toBeGreaterThan(500);
    expect(gz.opened.inputs[0]!.growing).toBe(true);
  });
});

describe('refused', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['binary', Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) % 256), 'V13_INPUT_BINARY'],
    ['prose', 'Dear reader,\nthis is a letter.\n', 'V13_INPUT_FORMAT'],
    ['foreign JSON', '{"price":1}\n{"price":2}\n', 'V13_INPUT_FORMAT'],
    ['empty', '', 'V13_INPUT_EMPTY'],
    ['newer version', `${sessionLine(0, 's', '"version":2')}\n`, 'V13_FORMAT_VERSION'],
  ])('%s', async (name, bytes, code) => {
    const path = put(`${name}.ndjson`, bytes);
    await expect(readAll(path)).rejects.toMatchObject({ kind: 'data', code, path });
  });

  test('a format that no line has, with the one they look like', async () => {
    const path = put('mine.ndjson', text);
    await expect(readAll(path, { format: 'hftbacktest' })).rejects.toMatchObject({
      code: 'V13_INPUT_FORMAT',
      details: { wanted: 'hftbacktest', detected: 'v13-raw' },
    });
  });

  test('among found files the foreign one is passed over and told', async () => {
    const { folder, put: putHere } = temporaryFolder();
    putHere('a.ndjson', text);
    putHere('notes.txt', 'buy milk\n');
    putHere('nothing.ndjson', '');
    const { frames, problems } = await readAll(folder);
    expect(frames).toHaveLength(lines.length);
    expect(problems.sort()).toEqual(['V13_INPUT_EMPTY:null', 'V13_INPUT_SKIPPED:null']);
  });
});
