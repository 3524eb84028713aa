// Names on disk: written, read back, and refused where they are none.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayOf,
  isTemporaryName,
  parseSegmentName,
  pathsOfFile,
  segmentBase,
  segmentPaths,
  sessionId,
  sessionStartUs,
} from '../../src/store/catalog.js';
import { listInputs } from '../../src/store/inputs.js';
import { listSegments, sessionsOf } from '../../src/store/segment-list.js';
import { freshFolder } from '../support/cli.js';
import { SESSION, START_US } from './lines.js';

const PLACE = { venue: 'binance-usdm', env: 'mainnet', firstRecvUs: START_US };

describe('names', () => {
  test('a session is its start and four hex digits', () => {
    expect(SESSION).toBe('20240808T235415Z-8000');
    expect(sessionId(START_US, 0)).toBe('20240808T235415Z-0000');
    expect(sessionId(START_US, 0.99999)).toBe('20240808T235415Z-ffff');
    expect(sessionStartUs(SESSION)).toBe(START_US);
  });

  test.each(['', 'x', '20240808T235415Z', '20240808T235415Z-80000', '20241308T235415Z-8000', '20240230T000000Z-8000'])(
    '"%s" is no session id',
    (text) => expect(sessionStartUs(text)).toBeNull(),
  );

  test('a segment lies under its market and the day of its first line', () => {
    const paths = segmentPaths('/data', { session: SESSION, segment: 7 }, PLACE);
    const base = `/data/raw/binance-usdm/mainnet/2024-08-08/${SESSION}-0007`;
    expect(paths).toMatchObject({ path: `${base}.ndjson`, openPath: `${base}.ndjson.open`, tornPath: `${base}.torn` });
    expect(paths.manifestPath).toBe(`${base}.manifest.json`);
    expect(dayOf(START_US + 6 * 60_000_000)).toBe('2024-08-09');
  });

  test.each([
    ['..', 'mainnet'],
    ['binance-usdm', '../etc'],
    ['a/b', 'x'],
  ])('%s/%s leads nowhere', (venue, env) => {
    expect(() => segmentPaths('/data', { session: SESSION, segment: 0 }, { ...PLACE, venue, env })).toThrow('folders');
  });

  test.each([
    ['.ndjson', 'plain'],
    ['.ndjson.open', 'open'],
    ['.ndjson.sealing', 'sealing'],
    ['.ndjson.gz', 'gzip'],
    ['.manifest.json', 'manifest'],
    ['.torn', 'torn'],
    ['.torn.2', 'torn'],
    ['.json', null],
    ['.ndjson.tmp', null],
  ])('the ending %s: %s', (ending, kind) => {
    const parsed = parseSegmentName(`${SESSION}-0012${ending}`);
    expect(parsed).toEqual(kind === null ? null : { session: SESSION, segment: 12, kind });
  });

  test('names of other things are none', () => {
    for (const name of ['BTCUSDT.ndjson', `${SESSION}.ndjson`, `${SESSION}-12.ndjson`]) {
      expect(parseSegmentName(name)).toBeNull();
      expect(pathsOfFile(`/data/${name}`)).toBeNull();
    }
    expect(isTemporaryName('.x.manifest.json.0123456789ab.tmp')).toBe(true);
    expect(isTemporaryName('x.tmp')).toBe(false);
  });

  test('every name that is written is read back', () => {
    const us = fc.integer({ min: 0, max: 4_102_444_799 }).map((seconds) => seconds * 1_000_000);
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(us, random, fc.nat(200_000), (startUs, number, segment) => {
        const key = { session: sessionId(startUs, number), segment };
        expect(sessionStartUs(key.session)).toBe(startUs);
        expect(parseSegmentName(`${segmentBase(key)}.ndjson`)).toEqual({ ...key, kind: 'plain' });
        const paths = segmentPaths('/d', key, PLACE);
        expect(pathsOfFile(paths.openPath)).toEqual(paths);
      }),
    );
  });
});

describe('a data folder', () => {
  test('is listed by session and number; other files are left alone', async () => {
    const folder = freshFolder();
    try {
      const later = sessionId(START_US + 3_600_000_000, 0);
      const day = join(folder.path, 'raw', 'binance-usdm', 'mainnet', '2024-08-08');
      mkdirSync(day, { recursive: true });
      const put = (name: string): void => writeFileSync(join(day, name), 'x'.repeat(10));
      for (const ending of ['.ndjson', '.manifest.json', '.torn', '.torn.1']) put(`${SESSION}-0000${ending}`);
      for (const name of [`${SESSION}-10000.ndjson`, `${SESSION}-0002.ndjson`, `${later}-0000.ndjson.open`]) put(name);
      for (const name of ['notes.txt', '.a.0123456789ab.tmp']) put(name);
      const { segments, temporary } = await listSegments(folder.path);
      expect(segments.map(({ session, segment }) => `${session}-${segment}`)).toEqual([
        `${SESSION}-0`,
        `${SESSION}-2`,
        `${SESSION}-10000`,
        `${later}-0`,
      ]);
      expect(segments[0]).toMatchObject({ open: null, plain: 10, gzip: null, manifest: 10, bytes: 40, env: 'mainnet' });
      expect(segments[0]!.torn).toHaveLength(2);
      expect(temporary).toEqual([join(day, '.a.0123456789ab.tmp')]);
      expect(sessionsOf(segments).map((one) => [one.session, one.segments.length, one.bytes])).toEqual([
        [SESSION, 3, 60],
        [later, 1, 10],
      ]);
      // What was moved aside is no recording.
      expect(listInputs([day]).some(({ path }) => path.includes('torn'))).toBe(false);
    } finally {
      folder.remove();
    }
  });

  test('that does not exist holds nothing', async () => {
    expect(await listSegments('/nonexistent-v13')).toEqual({ segments: [], temporary: [] });
  });
});
