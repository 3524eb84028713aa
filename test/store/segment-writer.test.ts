// The writer: what is appended stands on disk once, in order, sealed and described, and failures are told, not thrown.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkSeal } from '../../src/store/check-seal.js';
import { neededBytes } from '../../src/store/disk-guard.js';
import { readManifest } from '../../src/store/manifest.js';
import { parseSeal } from '../../src/store/ndjson/seal-line.js';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { type WriterTrouble } from '../../src/store/writer-options.js';
import { freshFolder } from '../support/cli.js';
import { SESSION, START_US, SUMMARY, dayFolder, headLine, idsIn, trades, writerOptions } from './lines.js';
import { ended, startProgram } from './programs.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const HEAD = Buffer.from(headLine(START_US, 0));

describe('a segment', () => {
  test('is `.open` while it is written; closing seals, renames and describes it', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    writer.append(HEAD, 1);
    writer.append(trades(1, 100), 100);
    while (writer.state().writtenBytes === 0) await sleep(2);
    expect(readdirSync(dayFolder(folder.path))).toEqual([`${SESSION}-0000.ndjson.open`]);
    const sealed = await writer.close(SUMMARY);
    expect(readdirSync(dayFolder(folder.path)).sort()).toEqual([
      `${SESSION}-0000.manifest.json`,
      `${SESSION}-0000.ndjson`,
    ]);
    const bytes = readFileSync(sealed!.path);
    const text = bytes.toString();
    expect(idsIn(text)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(await readManifest(sealed!.manifestPath)).toEqual({
      ...{ schema: 'v13.segment/1', session: SESSION, segment: 0, ...SUMMARY, file: basename(sealed!.path) },
      ...{ bytes: bytes.length, lines: 102, sha256: sha256(bytes), packed: null },
      ...{ firstRecvUs: START_US, lastRecvUs: START_US + 100_000, state: 'clean', tornBytes: 0 },
    });
    const before = bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1);
    expect(parseSeal(text.trimEnd().split('\n').at(-1)!)).toEqual({
      ...{ recvUs: START_US + 100_001, segment: 0, lines: 101, bytes: before.length, sha256: sha256(before) },
      ...{ state: 'clean', tornBytes: 0, last: true },
    });
  });

  test('a rotation ends one and begins the next; the caller may stamp the seal', async () => {
    const sealed: string[] = [];
    const options = { ...writerOptions(folder.path), onSealed: ({ path }: { path: string }) => sealed.push(path) };
    const writer = await openSegmentWriter(options);
    writer.append(HEAD, 1);
    writer.append(trades(1, 10), 10);
    expect(writer.segmentBytes).toBe(HEAD.length + trades(1, 10).length);
    // After midnight: the next segment lies under its own day.
    const midnight = START_US + 3_600_000_000;
    const next = Buffer.from(headLine(midnight, 1));
    writer.rotate(next, 1, { ...SUMMARY, sealUs: midnight - 5 });
    expect(writer.segmentBytes).toBe(next.length);
    expect(writer.state()).toMatchObject({ segment: 1, segmentLines: 1 });
    const last = await writer.close(SUMMARY);
    expect(sealed).toHaveLength(2);
    expect(last!.path).toBe(sealed[1]);
    expect(last!.path).toContain(join('2024-08-09', `${SESSION}-0001.ndjson`));
    for (const path of sealed) expect(await checkSeal(path)).toMatchObject({ verdict: 'found', faults: [] });
    expect((await checkSeal(sealed[0]!)).seal!.recvUs).toBe(midnight - 5);
  });

  test('any pieces give the same bytes', async () => {
    const whole = Buffer.concat([HEAD, trades(1, 60)]);
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.boolean(), async (counts, waits) => {
        const own = freshFolder();
        try {
          const released: Uint8Array[] = [];
          const onWritten = (bytes: Uint8Array): void => void released.push(bytes);
          const writer = await openSegmentWriter({ ...writerOptions(own.path), onWritten });
          const pieces: Buffer[] = [HEAD];
          for (let id = 1, i = 0; id <= 60; i++) {
            const count = Math.min(counts[i % counts.length]!, 61 - id);
            pieces.push(trades(id, count));
            id += count;
          }
          for (const piece of pieces) {
            writer.append(piece, idsIn(piece.toString()).length || 1);
            if (waits) await new Promise(setImmediate);
          }
          const { path, manifest } = (await writer.close(SUMMARY))!;
          expect(readFileSync(path).subarray(0, whole.length).equals(whole)).toBe(true);
          expect(manifest.lines).toBe(62);
          expect(released).toEqual(pieces);
          expect(await checkSeal(path)).toMatchObject({ verdict: 'found' });
        } finally {
          own.remove();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('nothing appended, nothing written', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    expect(await writer.close(SUMMARY)).toBeNull();
    expect(readdirSync(join(folder.path, 'raw'))).toEqual([]);
  });

  test('bytes that are no raw lines cannot begin one; a closed writer takes nothing', async () => {
    const writer = await openSegmentWriter(writerOptions(folder.path));
    expect(() => writer.append(Buffer.from('hello\n'), 1)).toThrow('raw line');
    await writer.close(SUMMARY);
    expect(() => writer.append(HEAD, 1)).toThrow('closed');
  });
});

describe('the queue', () => {
  test('says when it is full, and when it is below half again; everything is written', async () => {
    const writer = await openSegmentWriter({ ...writerOptions(folder.path), queueBytes: 100_000 });
    await writer.drained();
    writer.append(HEAD, 1);
    let id = 1;
    while (!writer.isFull) {
      writer.append(trades(id, 100), 100);
      id += 100;
    }
    expect(writer.state()).toMatchObject({ isFull: true, lost: { bytes: 0, lines: 0 } });
    // More is taken all the same: the caller holds what it has received already.
    writer.append(trades(id, 100), 100);
    await writer.drained();
    expect(writer.state().queuedBytes).toBeLessThan(50_000);
    expect(writer.isFull).toBe(false);
    const { queueBytes, queueChunks } = writer.state();
    expect(queueBytes.max).toBeGreaterThanOrEqual(100_000);
    expect(queueBytes.p95).toBeLessThanOrEqual(queueBytes.max!);
    expect(queueChunks.max).toBeGreaterThan(3);
    const { path } = (await writer.close(SUMMARY))!;
    expect(idsIn(readFileSync(path, 'utf8'))).toHaveLength(id + 99);
    expect(writer.state()).toMatchObject({ queuedBytes: 0, queueChunks: { now: 0 } });
  });
});

describe('fsync', () => {
  test.each([
    ['by time', { everyMs: 20, everyBytes: 1e9 }],
    ['by bytes', { everyMs: 60_000, everyBytes: 1 }],
  ])('%s', async (_, fsync) => {
    const writer = await openSegmentWriter({ ...writerOptions(folder.path), fsync });
    writer.append(HEAD, 1);
    while (writer.state().syncedBytes === 0) await sleep(2);
    expect(writer.state()).toMatchObject({ writtenBytes: HEAD.length, syncedBytes: HEAD.length });
    await writer.close(SUMMARY);
  });

  test('only with the seal', async () => {
    const writer = await openSegmentWriter({ ...writerOptions(folder.path), fsync: 'segment' });
    writer.append(Buffer.concat([HEAD, trades(1, 2000)]), 2001);
    while (writer.state().writtenBytes === 0) await sleep(2);
    expect(writer.state().syncedBytes).toBe(0);
    await writer.close(SUMMARY);
  });
});

describe('trouble', () => {
  test('a disk that runs low is told once, before it is full', async () => {
    const troubles: WriterTrouble[] = [];
    let free = 10_000_000;
    const freeBytes = (): Promise<number> => Promise.resolve(free);
    const onTrouble = (trouble: WriterTrouble): void => void troubles.push(trouble);
    const options = { ...writerOptions(folder.path), minFreeBytes: 5_000_000, freeBytes, onTrouble };
    const writer = await openSegmentWriter(options);
    expect(writer.state()).toMatchObject({ lowDisk: false, diskFreeBytes: 10_000_000 });
    free = 4_999_999;
    writer.append(HEAD, 1);
    while (!writer.state().lowDisk) await sleep(20);
    expect(troubles).toEqual([{ kind: 'lowDisk', freeBytes: 4_999_999, neededBytes: 5_000_000 }]);
    // There is still room to end well.
    expect(await writer.close(SUMMARY)).not.toBeNull();
  });

  test('needed: the minimum, or twice what the segment may still grow by', () => {
    const limits = { minFreeBytes: 512, segmentBytes: 1000 };
    expect([0, 500, 744, 900, 2000].map((written) => neededBytes(limits, written))).toEqual([
      2000, 1000, 512, 512, 512,
    ]);
  });

  test('a file in the way: the failure is state, callback and rejection, and says what is lost', async () => {
    const troubles: WriterTrouble[] = [];
    const onTrouble = (trouble: WriterTrouble): void => void troubles.push(trouble);
    const writer = await openSegmentWriter({ ...writerOptions(folder.path), onTrouble, queueBytes: 10 });
    writeFileSync(join(folder.path, 'raw', 'binance-usdm'), 'not a folder');
    writer.append(HEAD, 1);
    await expect(writer.drained()).rejects.toMatchObject({ code: 'V13_STORE_WRITE' });
    writer.append(trades(1, 2), 2);
    const { failed, lost, isFull } = writer.state();
    expect({ isFull, lost }).toEqual({ isFull: false, lost: { bytes: HEAD.length + trades(1, 2).length, lines: 3 } });
    expect(troubles).toEqual([{ kind: 'failed', error: failed }]);
    await expect(writer.close(SUMMARY)).rejects.toBe(failed);
  });

  test('an existing segment is never overwritten', async () => {
    const first = await openSegmentWriter(writerOptions(folder.path));
    first.append(HEAD, 1);
    const { path } = (await first.close(SUMMARY))!;
    const bytes = readFileSync(path);
    const second = await openSegmentWriter(writerOptions(folder.path));
    second.append(HEAD, 1);
    await expect(second.close(SUMMARY)).rejects.toMatchObject({ code: 'V13_STORE_EXISTS' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  // `prlimit` (Linux) makes the system refuse; elsewhere nothing does so on demand.
  test.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
    'a disk that takes no more: what is there is told exactly, and can be recovered',
    async () => {
      const child = startProgram('full-disk', [folder.path]);
      let text = '';
      child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
      expect(await ended(child)).toBe(0);
      const { failed, written, onDisk, recovered } = JSON.parse(text) as Record<string, unknown>;
      expect(failed).toBe('V13_STORE_WRITE');
      expect(written).toBe(onDisk);
      expect(recovered).toMatchObject({ outcome: 'sealed', verdict: 'found' });
    },
  );
});
