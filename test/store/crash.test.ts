// Crashes: kill −9 of a process that writes, and the loss of power that also takes what was not synced.

import { once } from 'node:events';
import { appendFileSync, readFileSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSeal } from '../../src/store/check-seal.js';
import { recoverSegments } from '../../src/store/recovery.js';
import { listSegments } from '../../src/store/segment-list.js';
import { freshFolder } from '../support/cli.js';
import { START_US, dayFolder, idsIn, treeOf } from './lines.js';
import { ended, startProgram } from './programs.js';

const MOMENTS = 20;
const NOW_US = START_US + 3_600_000_000;

/** Something has reached the disk. */
const SYNCED = /"syncedBytes":[1-9].*\n/;

interface Said {
  readonly sealedSegments: number;
  readonly writtenBytes: number;
  readonly syncedBytes: number;
  readonly id: number;
}

/** Lets a process write until it has said something, and for a while longer; kills it, and gives what it said last. */
async function killAfter(args: readonly string[], ms: number, something = /\n/): Promise<Said> {
  const child = startProgram('endless-capture', args);
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  while (!something.test(text)) await sleep(5);
  await sleep(ms);
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
  const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return JSON.parse(lines.at(-1)!) as Said;
}

/** Text of all sealed segments in order; each must agree with its seal. */
async function sealedText(dataFolder: string): Promise<string> {
  const { segments } = await listSegments(dataFolder);
  let text = '';
  for (const { paths, open, plain, manifest, torn } of segments) {
    // One that held no whole line is gone; what it held stands aside.
    if (plain === null && torn.length > 0) continue;
    expect([open, manifest === null]).toEqual([null, false]);
    expect(await checkSeal(paths.path)).toMatchObject({ verdict: 'found', faults: [] });
    text += readFileSync(paths.path, 'utf8');
  }
  return text;
}

const consecutive = (ids: readonly number[]): boolean => ids.every((id, i) => id === i + 1);

test(`kill −9 at ${MOMENTS} moments, one start after the other in one folder`, { timeout: 120_000 }, async () => {
  const folder = freshFolder();
  try {
    const moments = fc.sample(fc.integer({ min: 0, max: 120 }), { numRuns: MOMENTS, seed: 7 });
    for (const [number, ms] of moments.entries()) {
      const before = idsIn(await sealedText(folder.path)).length;
      const said = await killAfter([folder.path, String(number), String(before + 1)], ms);
      // The page cache survives the process: what was handed over is there.
      await recoverSegments({ dataFolder: folder.path, nowUs: NOW_US });
      const ids = idsIn(await sealedText(folder.path));
      expect([number, consecutive(ids)]).toEqual([number, true]);
      expect(ids.length).toBeGreaterThanOrEqual(before);
      expect(said.id).toBeGreaterThan(before);
    }
    expect(idsIn(await sealedText(folder.path)).length).toBeGreaterThan(1000);
  } finally {
    folder.remove();
  }
});

test(
  'power lost: the open segment is cut at or after the last fsync, and garbage follows',
  { timeout: 60_000 },
  async () => {
    const folder = freshFolder();
    try {
      const random = fc.sample(
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 9000 })),
        {
          numRuns: 6,
          seed: 11,
        },
      );
      for (const [share, garbage] of random) {
        const said = await killAfter([folder.path, '0', '1'], 60, SYNCED);
        const { segments } = await listSegments(folder.path);
        const last = segments.at(-1)!;
        // It may have gone on after it spoke last: the offset it told belongs to the segment it was in.
        const synced = last.segment === said.sealedSegments ? said.syncedBytes : 0;
        const wholeBefore = last.open === null ? '' : readFileSync(last.paths.openPath).subarray(0, synced).toString();
        if (last.open !== null) {
          truncateSync(last.paths.openPath, synced + Math.floor((last.open - synced) * share));
          appendFileSync(last.paths.openPath, garbage);
        }
        await recoverSegments({ dataFolder: folder.path, nowUs: NOW_US });
        const text = await sealedText(folder.path);
        expect(consecutive(idsIn(text))).toBe(true);
        expect(text).toContain(wholeBefore.slice(0, wholeBefore.lastIndexOf('\n') + 1));
        folder.remove();
      }
    } finally {
      folder.remove();
    }
  },
);

test('kill −9 in the middle of a recovery', { timeout: 60_000 }, async () => {
  const folder = freshFolder();
  try {
    await killAfter([folder.path, '0', '1'], 150, SYNCED);
    for (const ms of [0, 1, 2, 4, 8, 16, 32]) {
      const child = startProgram('recover-once', [folder.path]);
      await once(child.stdout!, 'data');
      await sleep(ms);
      const gone = ended(child);
      child.kill('SIGKILL');
      await gone;
    }
    await recoverSegments({ dataFolder: folder.path, nowUs: NOW_US });
    const tree = treeOf(folder.path);
    expect(readdirSync(dayFolder(folder.path)).filter((name) => /open|tmp/.test(name))).toEqual([]);
    expect(consecutive(idsIn(await sealedText(folder.path)))).toBe(true);
    await recoverSegments({ dataFolder: folder.path, nowUs: NOW_US });
    expect(treeOf(folder.path)).toEqual(tree);
    expect(readFileSync(join(dayFolder(folder.path), readdirSync(dayFolder(folder.path))[0]!)).length).toBeGreaterThan(
      0,
    );
  } finally {
    folder.remove();
  }
});
