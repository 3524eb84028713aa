// Sealed segments: whole sessions, every flipped byte, cut and packed files, numbers and names.

import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countFrames, createFrameCounter } from '../../../src/assembly/verify/frame-counter.js';
import { certificateJson } from '../../../src/core/quality/certificate.js';
import { openFrameFeed } from '../../../src/store/importers/open.js';
import { listInputs } from '../../../src/store/inputs.js';
import { freshFolder } from '../../support/cli.js';
import { asFile } from '../../support/replays.js';
import { cutSegments, headerLine, putSegments, sealed, segmentName } from '../../support/segments.js';
import { GAP_LINES, SHORT, codesOf, onlyCertificate, partsOf, segmentsOf, verify } from '../../support/verifying.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);

/** A second segment with a checkpoint behind its header, as the capture writes it for each synced book. */
function withCheckpoint(text: string): string {
  const [header = '', ...rest] = text.trimEnd().split('\n').slice(0, -1);
  const depth = JSON.parse(rest.find((line) => line.includes('@depth'))!) as { stream: string; data: { pu: number } };
  const fields = {
    symbol: depth.stream.split('@')[0]!.toUpperCase(),
    last_id: depth.data.pu,
    bids: [],
    asks: [],
    trade_id: null,
  };
  const { ts_recv } = JSON.parse(header) as { ts_recv: number };
  const line = `{"ts_recv":${(ts_recv + 0.001).toFixed(3)},"control":"checkpoint",${JSON.stringify(fields).slice(1)}`;
  return sealed([header, line, ...rest], { segment: 1 });
}

describe('what is not there', () => {
  test('the last segment: its neighbour does not say that it is the last; its manifest alone is damage', async () => {
    const texts = segmentsOf(SHORT, 3, true);
    putSegments(at('day'), texts, await partsOf(folder.path, texts));
    expect((await verify(at('day'))).recordings[0]).toMatchObject({ cleanEnd: true, notes: [] });
    rmSync(join(at('day'), `${segmentName(2)}.ndjson`));
    const lonely = await verify(at('day'));
    expect(lonely.manifestsAlone).toEqual([join(at('day'), `${segmentName(2)}.manifest.json`)]);
    expect([lonely.verdict, codesOf(lonely)]).toEqual(['damaged', ['V13_SEGMENT_MISSING']]);
    rmSync(join(at('day'), `${segmentName(2)}.manifest.json`));
    const cut = await verify(at('day'));
    expect([cut.verdict, cut.recordings[0]!.cleanEnd]).toEqual(['whole', false]);
    expect(cut.recordings[0]!.notes.join()).toContain('no clean end');
  });

  test('the manifest of an older one that was removed is only noted', async () => {
    const texts = segmentsOf(SHORT, 2, true);
    putSegments(at('day'), texts, await partsOf(folder.path, texts));
    rmSync(join(at('day'), `${segmentName(0)}.ndjson`));
    const found = await verify(at('day'));
    expect([found.verdict, codesOf(found)]).toEqual(['whole', []]);
    expect(found.recordings[0]!.notes.join()).toContain('the manifest of a segment that was removed');
  });
});

test.each([
  [{ offsetUs: 1_500, uncertaintyUs: null }, []],
  [{ offsetUs: 'x', uncertaintyUs: 1 }, ['V13_MANIFEST_DIFFERS']],
  [{ offsetUs: 5, uncertaintyUs: -1 }, ['V13_MANIFEST_DIFFERS']],
  [{ offsetUs: 3_600_000_000, uncertaintyUs: 400 }, ['V13_MANIFEST_DIFFERS']],
  [{ offsetUs: -3_600_000_000, uncertaintyUs: 400 }, ['V13_MANIFEST_DIFFERS']],
])('a clock offset of %j', async (clockOffset, codes) => {
  const texts = segmentsOf(SHORT, 1);
  putSegments(at('day'), texts, await partsOf(folder.path, texts));
  const path = join(at('day'), `${segmentName(0)}.manifest.json`);
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), clockOffset }));
  expect(codesOf(await verify(at('day')))).toEqual(codes);
});

describe('sealed segments', () => {
  test('a whole session: seals, manifests and one certificate over all segments', async () => {
    const texts = segmentsOf(SHORT, 3);
    const parts = await partsOf(folder.path, texts);
    putSegments(at('day'), texts, parts);
    const found = await verify(at('day'));
    expect({ verdict: found.verdict, codes: codesOf(found) }).toEqual({ verdict: 'whole', codes: [] });
    expect(found.recordings[0]!.files).toMatchObject([
      { segment: 0, seal: 'whole', state: 'clean', manifest: 'agrees', clockOffset: { offsetUs: 1_500 } },
      { segment: 1, seal: 'whole', manifest: 'agrees' },
      { segment: 2, seal: 'whole', manifest: 'agrees' },
    ]);
    writeFileSync(at('plain.ndjson'), asFile(SHORT));
    const plain = onlyCertificate(await verify(at('plain.ndjson')));
    expect(onlyCertificate(found).symbols).toEqual(plain.symbols);
  });

  test('a manifest that a start after a crash wrote: of the last segment by itself, checkpoint and all', async () => {
    const texts = segmentsOf(SHORT, 2);
    const [first, second] = [texts[0]!, withCheckpoint(texts[1]!)];
    const parts = await partsOf(folder.path, [first, second]);
    const [alone] = await partsOf(folder.path, [second]);
    expect(alone).not.toEqual(parts[1]);
    putSegments(at('day'), [first, second], [parts[0]!, alone!]);
    const found = await verify(at('day'));
    expect({ verdict: found.verdict, codes: codesOf(found) }).toEqual({ verdict: 'whole', codes: [] });
    putSegments(at('day'), [first, second], [parts[0]!, { ...alone!, events: alone!.events + 1 }]);
    expect(codesOf(await verify(at('day')))).toEqual(['V13_MANIFEST_DIFFERS']);
    // The first segment's part depends on nothing: by itself it is the same.
    putSegments(at('day'), [first, second], [alone!, parts[1]!]);
    expect(codesOf(await verify(at('day')))).toEqual(['V13_MANIFEST_DIFFERS']);
  });

  test('the same answer with the manifests deleted', async () => {
    const texts = segmentsOf(GAP_LINES, 3);
    putSegments(at('with'), texts, await partsOf(folder.path, texts));
    putSegments(at('without'), texts, null);
    const [having, lacking] = [await verify(at('with')), await verify(at('without'))];
    expect(onlyCertificate(lacking)).toEqual(onlyCertificate(having));
    expect([lacking.verdict, having.verdict]).toEqual(['holes', 'holes']);
    expect([codesOf(lacking), codesOf(having)]).toEqual([[], []]);
    expect([lacking.manifestsAbsent, having.manifestsAbsent]).toEqual([3, 0]);
  });

  test.each([true, false])(
    '300 random byte flips, manifests %s: each is found',
    async (withManifests) => {
      const texts = segmentsOf(SHORT.slice(0, 120), 1);
      const [path = ''] = putSegments(at('flip'), texts, withManifests ? await partsOf(folder.path, texts) : null);
      const bytes = readFileSync(path);
      const sealStart = bytes.lastIndexOf(10, bytes.length - 2) + 1;
      expect((await verify(at('flip'))).verdict).toBe('whole');
      const anywhere = fc.integer({ min: 0, max: bytes.length - 1 });
      // The header and the seal are a small part of the file, and where a flip could hide.
      const place = fc.oneof(anywhere, fc.integer({ min: sealStart, max: bytes.length - 1 }), fc.nat(1_200));
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (offset, mask) => {
          const flipped = Buffer.from(bytes);
          flipped[offset] = (flipped[offset] as number) ^ mask;
          writeFileSync(path, flipped);
          const found = await verify(at('flip'));
          expect(found.verdict).toBe('damaged');
          expect(codesOf(found).some((code) => code.startsWith('V13_SEAL_'))).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
    120_000,
  );

  test('cut off anywhere, or with bytes behind its seal: damaged', async () => {
    const [path = ''] = putSegments(at('cut'), segmentsOf(SHORT.slice(0, 50), 1), null);
    const bytes = readFileSync(path);
    for (const size of [bytes.length - 1, bytes.length - 40, Math.floor(bytes.length / 2), 1, 0]) {
      writeFileSync(path, bytes);
      truncateSync(path, size);
      expect([size, (await verify(at('cut'))).verdict]).toEqual([size, 'damaged']);
    }
    for (const more of ['x', '\n', '{"ts_recv":1}\n']) {
      writeFileSync(path, Buffer.concat([bytes, Buffer.from(more)]));
      expect([more, (await verify(at('cut'))).verdict]).toEqual([more, 'damaged']);
    }
  });

  test('packed segments are unpacked; a flip in the packing shows', async () => {
    const texts = segmentsOf(SHORT.slice(0, 80), 1);
    mkdirSync(at('gz'));
    const path = join(at('gz'), `${segmentName(0)}.ndjson.gz`);
    const packed = gzipSync(texts[0]!);
    writeFileSync(path, packed);
    expect((await verify(at('gz'))).verdict).toBe('whole');
    const flipped = Buffer.from(packed);
    flipped[packed.length >> 1] = flipped[packed.length >> 1]! ^ 8;
    writeFileSync(path, flipped);
    expect((await verify(at('gz'))).verdict).toBe('damaged');
  });

  test('a missing segment, one that is there twice, one under a wrong name', async () => {
    const paths = putSegments(at('day'), segmentsOf(SHORT, 4), null);
    rmSync(paths[1]!);
    expect(codesOf(await verify(at('day')))).toContain('V13_SEGMENT_MISSING');
    mkdirSync(at('copy'));
    writeFileSync(join(at('copy'), `${segmentName(0)}.ndjson`), readFileSync(paths[0]!));
    expect(codesOf(await verify(paths[0]!, at('copy')))).toContain('V13_SEGMENT_TWICE');
    rmSync(at('copy'), { recursive: true });
    mkdirSync(at('named'));
    writeFileSync(join(at('named'), `${segmentName(2)}.ndjson`), readFileSync(paths[0]!));
    expect(codesOf(await verify(at('named')))).toEqual(['V13_SEGMENT_NAME', 'V13_SEGMENT_NAME']);
  });

  test('one segment alone is judged alone; those before it are a note', async () => {
    const texts = segmentsOf(SHORT, 3, true);
    const paths = putSegments(at('day'), texts, await partsOf(folder.path, texts));
    const found = await verify(paths[2]!);
    expect(codesOf(found)).toEqual([]);
    expect(found.recordings[0]!.notes).toMatchObject([
      expect.stringContaining('the first segment at hand is number 2'),
    ]);
  });

  test('a segment still open is read to its last full line', async () => {
    const [first = '', second = ''] = segmentsOf(SHORT, 2);
    const paths = putSegments(at('day'), [first], null);
    const open = second.slice(0, Math.floor(second.length * 0.7));
    writeFileSync(join(at('day'), `${segmentName(1)}.ndjson.open`), open);
    const found = await verify(at('day'));
    expect(found.verdict).toBe('whole');
    expect(found.recordings[0]!.files.map(({ kind, seal }) => [kind, seal])).toEqual([
      ['segment', 'whole'],
      ['open', null],
    ]);
    expect(found.recordings[0]!.notes.join()).toMatch(/still being written.*unfinished last line/);
    expect(paths).toHaveLength(1);
  });

  test('a recovered segment is whole, and says what was put aside', async () => {
    const [body = []] = cutSegments(SHORT, 1);
    putSegments(at('day'), [sealed(body, { segment: 0, state: 'recovered', tornBytes: 17 })], null);
    writeFileSync(join(at('day'), `${segmentName(0)}.torn`), 'x'.repeat(17));
    const found = await verify(at('day'));
    expect(found.verdict).toBe('whole');
    expect(found.recordings[0]!.notes.join()).toContain('17 torn bytes were put aside');
    expect(found.recordings[0]!.notes.join()).toContain('.torn: 17 torn bytes, put aside');
  });

  test('equal receive times are damage even under a good seal', async () => {
    const lines = [headerLine(SHORT[0]!, 0), ...SHORT.slice(1, 60)];
    const time = /^\{"ts_recv":[0-9.]+/;
    lines[20] = lines[20]!.replace(time, time.exec(lines[19]!)![0]);
    putSegments(at('day'), [sealed(lines, { segment: 0 })], null);
    const { recordings } = await verify(at('day'));
    expect(recordings[0]!.damage).toMatchObject([{ code: 'V13_TIME_ORDER', line: 21 }]);
  });
});

test('live events and bytes read again give one certificate', async () => {
  const texts = segmentsOf(GAP_LINES, 2);
  const counter = createFrameCounter({
    venue: 'binance-usdm',
    env: 'synthetic',
    instruments: new Map(),
    symbols: null,
  });
  writeFileSync(at('one.ndjson'), texts.join(''));
  const { feed } = await openFrameFeed(listInputs([at('one.ndjson')]), { batchFrames: 3 });
  for (let frames = await feed.next(); frames !== null; frames = await feed.next()) countFrames(counter, frames);
  await feed.close();
  putSegments(at('day'), texts, null);
  expect(onlyCertificate(await verify(at('day')))).toEqual(certificateJson(counter.certificate));
});

describe('a reader that is no verifier', () => {
  const problemsOf = async (text: string): Promise<unknown[]> => {
    const [path = ''] = putSegments(at('day'), [text], null);
    const { feed, problems } = await openFrameFeed(listInputs([path]), {});
    while ((await feed.next()) !== null);
    await feed.close();
    return problems.kept.map((problem) => [problem.path === path, problem.line, problem.code]);
  };

  test('warns of a seal that does not agree with what was read, with path and line', async () => {
    const [text = ''] = segmentsOf(SHORT.slice(0, 60), 1);
    const lines = text.trimEnd().split('\n');
    expect(await problemsOf(text)).toEqual([]);
    const without = [...lines.slice(0, 5), ...lines.slice(6)];
    expect(await problemsOf(`${without.join('\n')}\n`)).toEqual([[true, 60, 'V13_SEAL_MISMATCH']]);
    expect(await problemsOf(`${lines.slice(0, -1).join('\n')}\n`)).toEqual([[true, 60, 'V13_SEAL_MISSING']]);
    expect(await problemsOf(text.replace('"state":"clean"', '"state":"clear"'))).toEqual([
      [true, 61, 'V13_SEAL_MISMATCH'],
    ]);
  });
});
