// Zip archives as inputs: whole, stored, streamed, cut at every place, with a wrong CRC, with more than one file.

import { describe, expect, test } from 'vitest';
import { zipOf } from '../../support/archives.js';
import { collectorLine, readAll, temporaryFolder } from './collect.js';

const { put } = temporaryFolder();
const LINES = Array.from({ length: 4_000 }, (_, i) => `${collectorLine(i * 10)}\n`).join('');
const name = 'ethusdt_20240808.dat';
let files = 0;
const read = (bytes: Buffer) => readAll(put(`archive-${files++}.zip`, bytes));

describe('an archive with one file', () => {
  test.each([
    ['deflated', {}],
    ['stored', { stored: true }],
    ['written as a stream, sizes behind the data', { streamed: true }],
  ])('%s', async (_, how) => {
    const { frames, problems, opened } = await read(zipOf({ name, content: LINES, ...how }));
    expect([frames.length, problems]).toEqual([4_000, []]);
    expect(opened.inputs[0]).toMatchObject({ compression: 'zip', format: 'hftbacktest' });
  });

  test('a large one comes out as it went in', async () => {
    const content = LINES.repeat(12);
    const { frames, problems } = await read(zipOf({ name, content }));
    expect([frames.length, problems]).toEqual([48_000, []]);
  });
});

describe('damage', () => {
  const whole = zipOf({ name, content: LINES });
  const body = 30 + name.length;

  test.each([body + 100, Math.floor(whole.length / 2), whole.length - 60])('cut at byte %i', async (size) => {
    const { problems } = await read(whole.subarray(0, size));
    expect(problems.map((problem) => problem.split(':')[0])).toContain('V13_COMPRESSED_TRUNCATED');
  });

  test('cut behind the data: the CRC still holds, and the missing directory is told', async () => {
    const { frames, problems } = await read(whole.subarray(0, whole.length - 50));
    expect([frames.length, problems]).toEqual([4_000, ['V13_COMPRESSED_TRUNCATED:4000']]);
  });

  test('a wrong CRC', async () => {
    const { frames, problems } = await read(zipOf({ name, content: LINES, wrongCrc: true }));
    expect([frames.length, problems]).toEqual([4_000, ['V13_COMPRESSED_DAMAGED:4000']]);
  });

  test('a flipped byte inside is found by the codec or by the CRC', async () => {
    const bytes = Buffer.from(whole);
    bytes[body + 5_000] = bytes[body + 5_000]! ^ 0x55;
    const { problems } = await read(bytes);
    expect(problems.some((problem) => /COMPRESSED_(DAMAGED|TRUNCATED)/.test(problem))).toBe(true);
  });

  test('more than one file: the first is read, and the others are told', async () => {
    const { frames, problems } = await read(zipOf({ name, content: LINES }, { name: 'other.dat', content: LINES }));
    expect([frames.length, problems]).toEqual([4_000, ['V13_COMPRESSED_TRAILING:4000']]);
  });

  test.each([
    ['encrypted', { flags: 1 }, /it is encrypted/],
    ['another method', { method: 12 }, /compression method 12/],
    ['stored without a size', { stored: true, streamed: true }, /stored without a size/],
  ])('%s: refused by name', async (_, how, message) => {
    await expect(read(zipOf({ name, content: LINES, ...how }))).rejects.toThrow(message);
  });
});
