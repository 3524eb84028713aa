// Recovery: every whole line stays once, the rest is moved aside, and being killed on the way changes nothing.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkSeal } from '../../src/store/check-seal.js';
import { readManifest } from '../../src/store/manifest.js';
import { parseSeal } from '../../src/store/ndjson/seal-line.js';
import { recoverSegments } from '../../src/store/recovery.js';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { freshFolder } from '../support/cli.js';
import {
  SESSION,
  START_US,
  SUMMARY,
  dayFolder,
  headLine,
  idsIn,
  tradeLine,
  trades,
  treeOf,
  writerOptions,
} from './lines.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const HEAD = headLine(START_US, 0);
const WHOLE = HEAD + trades(1, 20).toString();
const NOW_US = START_US + 60_000_000;
const base = (segment = 0): string => join(dayFolder(folder.path), `${SESSION}-${String(segment).padStart(4, '0')}`);
const recover = (options: Partial<Parameters<typeof recoverSegments>[0]> = {}) =>
  recoverSegments({ dataFolder: folder.path, nowUs: NOW_US, ...options });

function put(ending: string, content: string | Buffer, segment = 0): void {
  mkdirSync(dayFolder(folder.path), { recursive: true });
  writeFileSync(base(segment) + ending, content);
}

/** The only line that recovery adds. */
const sealOf = (path: string) => parseSeal(readFileSync(path, 'utf8').trimEnd().split('\n').at(-1)!);

describe('an open segment', () => {
  test('that ends with a line is sealed as it is', async () => {
    put('.ndjson.open', WHOLE);
    const describe = (path: string): Promise<unknown> => Promise.resolve({ derivedFrom: path.split('/').at(-1) });
    const report = await recover({
      describe,
      configHash: (config) => createHash('sha256').update(JSON.stringify(config)).digest('hex'),
    });
    expect(report).toMatchObject({ failures: [], tornBytes: 0, removedTemporary: [] });
    expect(report.segments).toEqual([
      {
        ...{ session: SESSION, segment: 0, path: `${base()}.ndjson`, outcome: 'sealed', lines: 22, tornBytes: 0 },
        ...{ bytes: readFileSync(`${base()}.ndjson`).length, firstRecvUs: START_US, lastRecvUs: START_US + 20_000 },
        ...{ missedUs: NOW_US - START_US - 20_000, reason: null, describeError: null },
      },
    ]);
    expect(readFileSync(`${base()}.ndjson`, 'utf8').startsWith(WHOLE)).toBe(true);
    expect(sealOf(`${base()}.ndjson`)).toMatchObject({ state: 'recovered', recvUs: START_US + 20_001, lines: 21 });
    expect(await readManifest(`${base()}.manifest.json`)).toMatchObject({
      ...{ venue: 'binance-usdm', env: 'emulator', host: '127.0.0.1', software: 'v13 0.1.0', state: 'recovered' },
      ...{ configHash: createHash('sha256').update('{"grid":"100ms"}').digest('hex'), clockOffset: null },
      ...{ certificate: { derivedFrom: `${SESSION}-0000.ndjson` } },
    });
  });

  const torn = tradeLine(START_US + 21_000, 21);
  test.each<[string, string | Buffer, string]>([
    ['a line without end', torn.slice(0, 60), 'the last line has no line end'],
    ['a whole line without its line feed', torn.trimEnd(), 'the last line has no line end'],
    ['zero bytes', Buffer.alloc(5000), 'the last line has no line end'],
    ['zero bytes and a line after them', Buffer.concat([Buffer.alloc(100), Buffer.from(torn)]), 'zero bytes'],
    ['garbage with line ends', Buffer.from([255, 10, 3, 10, 10]), 'no text'],
    ['text with line ends', 'once upon a time\n\n', 'no line of this format'],
    ['half a line, garbage, a line feed', `${torn.slice(0, 60)}###\n`, 'no whole line'],
    ['half a line and a whole one', torn.slice(0, 120) + tradeLine(START_US + 22_000, 22), 'no whole line'],
    ['a line with a hole', torn.replace('2681.62', '\0'.repeat(512)), 'no whole line'],
    ['a control line that is no JSON', '{"ts_recv":1723161255021.000,"control":"gap",}\n', 'no whole line'],
    ['a line that is no UTF-8', Buffer.from(torn.replace('é', '\xff'), 'latin1'), 'no text'],
    ['a blank line', '\n', 'no line of this format'],
    ['what stood on the disk before', trades(3, 5), 'a receive time before that of the line above'],
    ['a seal that does not agree', sealed('lines', 5), 'lines: the seal says 5, the file holds 21'],
    [
      'a seal with a flipped byte',
      sealed('sha256', 'f'.repeat(64)).replace('"segment":0', '"segment":1'),
      'the seal itself is damaged',
    ],
  ])('%s goes aside', async (_, tail, reason) => {
    const bytes = Buffer.from(tail);
    put('.ndjson.open', Buffer.concat([Buffer.from(WHOLE), bytes]));
    const { segments, tornBytes } = await recover();
    expect(segments).toMatchObject([{ outcome: 'sealed', lines: 22, tornBytes: bytes.length, reason }]);
    expect(tornBytes).toBe(bytes.length);
    expect(readFileSync(`${base()}.torn`).equals(bytes)).toBe(true);
    expect(await checkSeal(`${base()}.ndjson`)).toMatchObject({ verdict: 'found', seal: { tornBytes: bytes.length } });
    expect(idsIn(readFileSync(`${base()}.ndjson`, 'utf8'))).toEqual(Array.from({ length: 20 }, (_unused, i) => i + 1));
  });

  test('keeps messages as they came, be they no JSON inside', async () => {
    const broken = tradeLine(START_US + 21_000, 21).replace('"p":', '"p"\0');
    const again = broken.replace('021.000', '023.000').replace('"latency_pipeline_ms":', '"latency_pipeline_ms":     ');
    put('.ndjson.open', `${WHOLE}${broken}${tradeLine(START_US + 22_000, 22)}${again}`);
    expect((await recover()).segments).toMatchObject([{ outcome: 'sealed', lines: 25, tornBytes: 0 }]);
  });

  test('whose seal was written before the crash keeps it', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    writer.append(Buffer.from(WHOLE), 21);
    const { path, manifest, manifestPath } = (await writer.close(SUMMARY))!;
    renameSync(path, `${path}.open`);
    rmSync(manifestPath);
    expect((await recover()).segments).toMatchObject([{ outcome: 'sealed', tornBytes: 0, lines: 22 }]);
    expect(await readManifest(manifestPath)).toMatchObject({ state: 'clean', sha256: manifest.sha256 });
  });

  test('without one whole line is nothing; its bytes go aside', async () => {
    put('.ndjson.open', Buffer.alloc(4096));
    put('.ndjson.open', '', 1);
    const { segments } = await recover();
    expect(segments.map(({ outcome, path, tornBytes, missedUs }) => [outcome, path, tornBytes, missedUs])).toEqual([
      ['empty', null, 4096, null],
      ['empty', null, 0, null],
    ]);
    expect(readdirSync(dayFolder(folder.path))).toEqual([`${SESSION}-0000.torn`]);
  });

  test('beside a sealed one of the same name is left alone', async () => {
    put('.ndjson.open', WHOLE);
    put('.ndjson', 'kept\n');
    const before = treeOf(folder.path);
    expect((await recover()).segments).toMatchObject([{ outcome: 'damaged' }]);
    expect(treeOf(folder.path)).toEqual(before);
  });

  test('a certificate that cannot be derived leaves the hashes', async () => {
    put('.ndjson.open', WHOLE);
    const { segments } = await recover({ describe: () => Promise.reject(new Error('no certificate')) });
    expect(segments).toMatchObject([{ outcome: 'sealed', describeError: 'no certificate' }]);
    expect((await readManifest(`${base()}.manifest.json`)).certificate).toBeNull();
  });
});

/** A seal line for WHOLE with one field changed. */
function sealed(key: string, value: unknown): string {
  const sha256 = createHash('sha256').update(WHOLE).digest('hex');
  const fields = { segment: 0, lines: 21, bytes: Buffer.byteLength(WHOLE), sha256, state: 'clean', torn_bytes: 0 };
  const open = `{"ts_recv":1723161255021.000,"control":"seal",${JSON.stringify({ ...fields, [key]: value }).slice(1, -1)}`;
  return `${open},"check":"${createHash('sha256').update(open).digest('hex').slice(0, 16)}"}\n`;
}

describe('a folder', () => {
  test('with nothing to recover is not touched, also the second time', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    writer.append(Buffer.from(WHOLE), 21);
    writer.rotate(Buffer.from(headLine(START_US + 30_000, 1)), 1, SUMMARY);
    await writer.close(SUMMARY);
    const before = treeOf(folder.path);
    const nothing = { segments: [], failures: [], removedTemporary: [], tornBytes: 0 };
    expect(await recover()).toEqual(nothing);
    expect(treeOf(folder.path)).toEqual(before);
  });

  test('temporary files go; a sealed segment without manifest gets one; a damaged one is told', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    writer.append(Buffer.from(WHOLE), 21);
    const { manifestPath } = (await writer.close(SUMMARY))!;
    const manifest = await readManifest(manifestPath);
    rmSync(manifestPath);
    put('.ndjson', `${WHOLE}${tradeLine(START_US + 90_000, 30)}`, 1);
    const temporary = join(dayFolder(folder.path), '.x.manifest.json.0123456789ab.tmp');
    writeFileSync(temporary, '{');
    const { segments, removedTemporary } = await recover();
    expect(removedTemporary).toEqual([temporary]);
    expect(segments.map(({ segment, outcome, reason }) => [segment, outcome, reason])).toEqual([
      [0, 'described', null],
      [1, 'damaged', 'the last line is no seal'],
    ]);
    const { sha256, lines, bytes, firstRecvUs, lastRecvUs } = manifest;
    expect(await readManifest(manifestPath)).toMatchObject({
      sha256,
      lines,
      bytes,
      firstRecvUs,
      lastRecvUs,
      state: 'clean',
    });
    expect(existsSync(`${base(1)}.manifest.json`)).toBe(false);
  });
});

test('cut anywhere, with any garbage behind: every whole line is kept once, every other byte moved aside', async () => {
  const ends = [...WHOLE.matchAll(/\n/g)].map(({ index }) => Buffer.byteLength(WHOLE.slice(0, index + 1)));
  const bytes = Buffer.from(WHOLE);
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.nat(5000).map((size) => new Uint8Array(size)),
    fc.constantFrom('\n', '}\n', '{"a":1}\n', '{"ts_recv":1.0}\n').map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), fc.option(garbage), async (cut, found) => {
      // Null: what was written before, as the blocks of a disk may hold it.
      const rest = found ?? bytes.subarray(ends.find((end) => end < cut) ?? bytes.length);
      rmSync(join(folder.path, 'raw'), { recursive: true, force: true });
      const input = Buffer.concat([bytes.subarray(0, cut), rest]);
      put('.ndjson.open', input);
      const [segment] = (await recover()).segments;
      const torn = existsSync(`${base()}.torn`) ? readFileSync(`${base()}.torn`) : Buffer.alloc(0);
      expect(segment!.tornBytes).toBe(torn.length);
      const whole = segment!.path === null ? Buffer.alloc(0) : withoutSeal(readFileSync(segment!.path));
      expect(Buffer.concat([whole, torn]).equals(input)).toBe(true);
      expect(whole.length).toBeGreaterThanOrEqual(ends.filter((end) => end <= cut).at(-1) ?? 0);
      const ids = idsIn(whole.toString());
      expect(ids).toEqual(ids.map((__, i) => i + 1));
      const before = treeOf(folder.path);
      await recover();
      expect(treeOf(folder.path)).toEqual(before);
    }),
    { numRuns: 80 },
  );
});

const withoutSeal = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1);

test('flat memory: a long segment is recovered within a few chunks of it', async () => {
  const line = tradeLine(START_US + 1000, 1);
  const many = HEAD + line.repeat(Math.ceil(100e6 / line.length));
  put('.ndjson.open', many);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - before)), 5);
  const { segments } = await recover();
  clearInterval(timer);
  expect(segments).toMatchObject([{ outcome: 'sealed', tornBytes: 0 }]);
  expect(most).toBeLessThan(60e6);
});
