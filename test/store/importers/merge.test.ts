// Several inputs as one: order by receive time, ties, chains, and files cut in two.

import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listInputs } from '../../../src/store/inputs.js';
import { openFrameFeed } from '../../../src/store/importers/open.js';
import { collectorLine, content, drain, rawLine, readAll, sessionLine, temporaryFolder } from './collect.js';

const { folder, put } = temporaryFolder();
const join = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const order = (frames: readonly { file: string; line: number }[]): string[] =>
  frames.map(({ file, line }) => `${file}:${line}`);

describe('named facts', () => {
  test('inputs that follow each other are chained, whatever the order of arguments', async () => {
    const late = put('a-late.ndjson', join([sessionLine(500, 's'), rawLine(600)]));
    const early = put('b-early.ndjson', join([sessionLine(0, 's'), rawLine(100)]));
    const expected = ['b-early.ndjson:1', 'b-early.ndjson:2', 'a-late.ndjson:1', 'a-late.ndjson:2'];
    expect(order((await readAll([late, early])).frames)).toEqual(expected);
    expect(order((await readAll([early, late])).frames)).toEqual(expected);
  });

  test('overlapping inputs interleave; equal times go by session, then by segment', async () => {
    const z = put('z.ndjson', join([sessionLine(0, 'a'), rawLine(10), rawLine(30)]));
    const y = put('y.ndjson', join([sessionLine(5, 'b'), rawLine(10), rawLine(20), rawLine(30)]));
    const expected = ['z.ndjson:1', 'y.ndjson:1', 'z.ndjson:2', 'y.ndjson:2', 'y.ndjson:3', 'z.ndjson:3', 'y.ndjson:4'];
    expect(order((await readAll([y, z])).frames)).toEqual(expected);
    expect(order((await readAll([z, y])).frames)).toEqual(expected);
  });

  test('a file keeps its own order where its times step back', async () => {
    const path = put('steps.dat', join([collectorLine(10), collectorLine(30), collectorLine(20), collectorLine(40)]));
    const other = put(
      'other.dat',
      join([collectorLine(5, 'btcusdt'), collectorLine(25, 'btcusdt'), collectorLine(35, 'btcusdt')]),
    );
    const expected = [
      'other.dat:1',
      'steps.dat:1',
      'other.dat:2',
      'steps.dat:2',
      'steps.dat:3',
      'other.dat:3',
      'steps.dat:4',
    ];
    expect(order((await readAll([path, other])).frames)).toEqual(expected);
  });

  test('every batch comes from one input, and hints move with their frames', async () => {
    const snapshot = (us: number): string => `${1723161255000000 + us} {"lastUpdateId":1}`;
    const a = put('a.dat', join([collectorLine(1, 'aausdt'), snapshot(2), collectorLine(5, 'aausdt'), snapshot(6)]));
    const b = put('b.dat', join([collectorLine(1, 'bbusdt'), snapshot(3), collectorLine(4, 'bbusdt'), snapshot(7)]));
    const { frames } = await readAll([a, b]);
    expect(frames.map(({ hint }) => hint)).toEqual([null, null, 'AAUSDT', 'BBUSDT', null, null, 'AAUSDT', 'BBUSDT']);
  });

  test('progress runs from nothing to all bytes on disk; the feed can be closed midway', async () => {
    const text = join(Array.from({ length: 4000 }, (_, i) => rawLine(i)));
    const files = listInputs([put('p.ndjson', text), put('q.ndjson.gz', gzipSync(text))]);
    const total = files.reduce((sum, file) => sum + (file.bytesTotal ?? 0), 0);
    const opened = await openFrameFeed(files, { chunkBytes: 65_536 });
    expect(opened.progress()).toEqual({ bytesRead: 0, bytesTotal: total });
    await drain(opened);
    expect(opened.progress()).toEqual({ bytesRead: total, bytesTotal: total });
    const again = await openFrameFeed(files, { chunkBytes: 65_536 });
    await again.feed.next();
    await again.feed.close();
    await again.feed.close();
    expect(await again.feed.next()).toBeNull();
  });
});

/** A recording whose times mostly grow, sometimes stand still and, in foreign formats, sometimes step back a little. */
const steps = (least: number) => fc.array(fc.integer({ min: least, max: 40 }), { minLength: 2, maxLength: 40 });
const times = (deltas: readonly number[]): number[] => {
  let now = 5000;
  return deltas.map((delta) => (now += delta));
};

describe('properties', () => {
  test('a file cut in two at any line, plain or packed, named in any order, is the whole', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          steps(1).map((deltas) => [sessionLine(0, 's'), ...times(deltas).map((us) => rawLine(us))]),
          steps(-30).map((deltas) => times(deltas).map((us, i) => collectorLine(us, 'ethusdt', String(i)))),
        ),
        fc.nat(),
        fc.record({ pack: fc.boolean(), swap: fc.boolean() }),
        async (lines, at, { pack, swap }) => {
          run++;
          const cut = 1 + (at % (lines.length - 1));
          const parts = [join(lines.slice(0, cut)), join(lines.slice(cut))];
          const paths = parts.map((part, i) =>
            put(`r${run}-part${i}${pack ? '.gz' : '.txt'}`, pack ? gzipSync(part) : part),
          );
          const beside = put(`r${run}-btc.dat`, join(times([7, 11, 13, 50]).map((us) => collectorLine(us, 'btcusdt'))));
          const whole = put(`r${run}-part0-1.txt`, join(lines));
          const options = { chunkBytes: 300, batchFrames: 4 };
          const expected = content((await readAll([whole], options)).frames);
          if (swap) paths.reverse();
          expect(content((await readAll(paths, options)).frames)).toEqual(expected);
          const withOther = content((await readAll([beside, whole], options)).frames);
          expect(content((await readAll([...paths, beside], options)).frames)).toEqual(withOther);
        },
      ),
      { seed: 43, numRuns: 120 },
    );
  });

  test('the merge equals a stable sort, whatever chunk and batch size', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps(0), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 50, max: 2000 }),
        async (inputs, batchFrames, chunkBytes) => {
          run++;
          const all = inputs.flatMap((deltas, i) =>
            times(deltas).map((us, k) => ({ us, i, line: rawLine(us, `s${i}@trade`, String(k)) })),
          );
          const paths = inputs.map((deltas, i) =>
            put(
              `m${run}-${i}.ndjson`,
              join([sessionLine(i, `s${i}`), ...times(deltas).map((us, k) => rawLine(us, `s${i}@trade`, String(k)))]),
            ),
          );
          const sorted = [...all]
            .sort((a, b) => a.us - b.us || a.i - b.i)
            .map(({ line }) => line.slice(line.indexOf('"stream"')));
          const { frames } = await readAll(paths.reverse(), { batchFrames, chunkBytes });
          expect(frames.filter(({ text }) => !text.includes('control')).map(({ text }) => text)).toEqual(sorted);
        },
      ),
      { seed: 44, numRuns: 100 },
    );
  });
});

describe('streams', () => {
  test.skipIf(process.platform === 'win32')(
    'a named pipe is read once: head, probe and feed see all of it',
    async () => {
      const pipe = `${folder}/pipe`;
      spawnSync('mkfifo', [pipe]);
      const text = join(Array.from({ length: 3000 }, (_, i) => rawLine(i)));
      const writer = createWriteStream(pipe);
      writer.end(gzipSync(text));
      const { frames, opened, problems } = await readAll(pipe);
      expect([frames.length, problems]).toEqual([3000, []]);
      expect(opened.inputs[0]!.compression).toBe('gzip');
      expect(opened.progress().bytesTotal).toBeNull();
    },
  );
});
