// Retention: the oldest sealed segments go first, by age and by bytes; what must stay stays.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { segmentPaths, sessionId } from '../../src/store/catalog.js';
import { MANIFEST_SCHEMA, manifestText } from '../../src/store/manifest.js';
import { type SegmentAges, applyRetention } from '../../src/store/retention.js';
import { listSegments } from '../../src/store/segment-list.js';
import { freshFolder } from '../support/cli.js';
import { START_US, SUMMARY } from './lines.js';

const HOUR_US = 3_600_000_000;
const OLD = sessionId(START_US, 0);
const NEW = sessionId(START_US + 10 * HOUR_US, 0);
let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

/** A segment of an hour with `size` bytes of data. */
function put(session: string, segment: number, files: { size?: number; endings?: readonly string[] } = {}): void {
  const { size = 1000, endings = ['manifest', 'plain'] } = files;
  const firstRecvUs = START_US + (session === NEW ? 10 : 0) * HOUR_US + segment * HOUR_US;
  const paths = segmentPaths(folder.path, { session, segment }, { venue: 'binance-usdm', env: 'mainnet', firstRecvUs });
  mkdirSync(paths.folder, { recursive: true });
  const places = { open: paths.openPath, plain: paths.path, gzip: paths.gzipPath, torn: paths.tornPath };
  for (const [kind, path] of Object.entries(places)) if (endings.includes(kind)) writeFileSync(path, 'x'.repeat(size));
  if (!endings.includes('manifest')) return;
  const facts = { bytes: size, lines: 1, sha256: '0'.repeat(64), packed: null, state: 'clean' as const, tornBytes: 0 };
  const times = { firstRecvUs, lastRecvUs: firstRecvUs + HOUR_US - 1 };
  const manifest = {
    ...SUMMARY,
    schema: MANIFEST_SCHEMA,
    session,
    segment,
    file: 'x.ndjson',
    ...facts,
    ...times,
  } as const;
  writeFileSync(paths.manifestPath, manifestText(manifest));
}

const nowUs = START_US + 20 * HOUR_US;
const apply = (policy: { maxAgeUs?: number; maxBytes?: number; keepSegments?: number }, session: string | null = NEW) =>
  applyRetention({
    dataFolder: folder.path,
    policy: { maxAgeUs: null, maxBytes: null, keepSegments: 2, ...policy },
    nowUs,
    session,
  });
const left = async (): Promise<string[]> =>
  (await listSegments(folder.path)).segments.map(
    ({ session, segment }) => `${session === NEW ? 'new' : 'old'}${segment}`,
  );

test('a manifest is read once in the life of a capture', async () => {
  for (const segment of [0, 1, 2]) put(OLD, segment);
  const ages: SegmentAges = new Map();
  const wish = { dataFolder: folder.path, nowUs, session: NEW, ages };
  const policy = { maxAgeUs: null, maxBytes: null, keepSegments: 2 };
  await applyRetention({ ...wish, policy });
  expect(ages.size).toBe(3);
  const { segments } = await listSegments(folder.path);
  for (const { paths } of segments) writeFileSync(paths.manifestPath, 'not read again');
  const { removed } = await applyRetention({ ...wish, policy: { ...policy, maxAgeUs: 18 * HOUR_US } });
  expect(removed.length).toBeGreaterThan(0);
  expect(ages.size).toBe(3 - removed.length);
});

test('a manifest that could not be read once is tried again', async () => {
  put(OLD, 0);
  const ages: SegmentAges = new Map();
  const policy = { maxAgeUs: 1, maxBytes: null, keepSegments: 0 };
  const wish = { dataFolder: folder.path, nowUs, session: NEW, ages, policy };
  const { manifestPath } = (await listSegments(folder.path)).segments[0]!.paths;
  const whole = readFileSync(manifestPath);
  writeFileSync(manifestPath, 'for a moment');
  expect((await applyRetention(wish)).removed).toEqual([]);
  writeFileSync(manifestPath, whole);
  expect((await applyRetention(wish)).removed).toHaveLength(1);
});

describe('what goes', () => {
  test('nothing without limits', async () => {
    put(OLD, 0);
    expect(await apply({})).toMatchObject({ removed: [], failures: [] });
    expect(await left()).toEqual(['old0']);
  });

  test('by age: those whose last line is older', async () => {
    for (const segment of [0, 1, 2]) put(OLD, segment);
    // Segment 1 ended 18 h before now, and 1 µs.
    const { removed } = await apply({ maxAgeUs: 18 * HOUR_US });
    expect(removed.map(({ segment, reason }) => [segment, reason])).toEqual([
      [0, 'age'],
      [1, 'age'],
    ]);
    expect(await left()).toEqual(['old2']);
  });

  test('by bytes: the oldest, until the rest fits; the report says what is kept', async () => {
    for (const segment of [0, 1, 2, 3]) put(OLD, segment, { size: 10_000 });
    const { removed, keptBytes } = await apply({ maxBytes: 25_000 });
    expect(removed.map(({ segment, reason }) => [segment, reason])).toEqual([
      [0, 'bytes'],
      [1, 'bytes'],
    ]);
    const { segments } = await listSegments(folder.path);
    expect(keptBytes).toBe(segments.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(keptBytes).toBeLessThanOrEqual(25_000);
  });

  test('with all its files, and its folder when that is empty', async () => {
    put(OLD, 0, { size: 10, endings: ['plain', 'gzip', 'torn', 'manifest'] });
    const { removed } = await apply({ maxAgeUs: 1 });
    expect(removed[0]!.bytes).toBeGreaterThan(30);
    expect(existsSync(removed[0]!.path)).toBe(false);
    expect(
      readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('2024')),
    ).toEqual([]);
  });

  test('the rest of a removal that was interrupted', async () => {
    put(OLD, 0, { size: 10, endings: ['manifest'] });
    await apply({ maxAgeUs: 1 });
    expect(await left()).toEqual([]);
  });
});

describe('what stays', () => {
  test('the last segments of the current session, whatever the limits', async () => {
    put(OLD, 0);
    for (const segment of [0, 1, 2, 3]) put(NEW, segment);
    await apply({ maxAgeUs: 1, maxBytes: 1 });
    expect(await left()).toEqual(['new2', 'new3']);
    await apply({ maxAgeUs: 1, maxBytes: 1, keepSegments: 0 });
    expect(await left()).toEqual([]);
  });

  test('unsealed segments, and those without a manifest that can be read', async () => {
    put(OLD, 0, { size: 10, endings: ['open'] });
    put(OLD, 1, { size: 10, endings: ['plain'] });
    put(OLD, 2);
    const { segments } = await listSegments(folder.path);
    writeFileSync(segments[2]!.paths.manifestPath, '{"half":');
    await apply({ maxAgeUs: 1, maxBytes: 0, keepSegments: 0 }, null);
    expect(await left()).toEqual(['old0', 'old1', 'old2']);
  });
});

test('whatever the sizes: the newest stay, no more go than must, and nothing is half gone', async () => {
  const cases = fc.tuple(fc.array(fc.nat(5000), { minLength: 1, maxLength: 6 }), fc.nat(20_000), fc.nat(3));
  await fc.assert(
    fc.asyncProperty(cases, async ([sizes, maxBytes, keepSegments]) => {
      rmSync(folder.path, { recursive: true });
      mkdirSync(folder.path);
      sizes.forEach((size, segment) => put(NEW, segment, { size }));
      const before = (await listSegments(folder.path)).segments;
      const { removed, keptBytes } = await apply({ maxBytes, keepSegments });
      expect(await left()).toEqual(before.slice(removed.length).map(({ segment }) => `new${segment}`));
      const mustStay = Math.min(keepSegments, sizes.length);
      expect(before.length - removed.length).toBeGreaterThanOrEqual(mustStay);
      if (before.length - removed.length > mustStay) expect(keptBytes).toBeLessThanOrEqual(maxBytes);
      const last = removed.at(-1);
      if (last !== undefined) expect(keptBytes + last.bytes).toBeGreaterThan(maxBytes);
    }),
    { numRuns: 30 },
  );
});
