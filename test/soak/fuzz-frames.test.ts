// The soak of frames, in small: it passes, it finds a decoder that is wrong, and it goes on where it stopped.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type SoakOptions, readOptions } from '../../soak/support/arguments.js';
import { isExact, withExactNumbers } from '../../soak/support/exact-numbers.js';
import { type Decoder, readByNormalizer } from '../../soak/support/frame-duel.js';
import { frameSoak } from '../../soak/support/fuzz-frames.js';
import { reportLines } from '../../soak/support/report.js';
import { runSoak } from '../../soak/support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'v13-soak-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const optionsOf = (name: string, ...more: string[]): SoakOptions =>
  readOptions('fuzz-frames', ['--state', join(folder, name), ...more]);

test('--quick: 8,000 changed frames of all kinds, no difference', async () => {
  const options = optionsOf('quick', '--quick');
  const soak = frameSoak(options);
  const result = await runSoak(soak, options);
  expect(result.failures.join('\n')).toBe('');
  expect(result.progress.counts['changed frames']).toBe(8_000);
  const kinds = ['depth', 'aggTrade', 'bookTicker', 'markPrice', 'snapshot', 'healedTrade', 'control', 'raw line'];
  for (const kind of [...kinds, 'original line']) {
    expect([kind, (result.progress.counts[`${kind}: accepted`] ?? 0) > 0]).toEqual([kind, true]);
    expect([kind, (result.progress.counts[`${kind}: refused`] ?? 0) > 0]).toEqual([kind, true]);
  }
  expect(reportLines(soak, options, result).join('\n')).toContain('PASS');
  expect(existsSync(options.stateFile)).toBe(false);
});

describe('a decoder that is wrong is found', () => {
  const wrong = (change: (rows: readonly string[]) => readonly string[]): Decoder => {
    return (what, frames) => {
      const { rows, refused } = readByNormalizer(what, frames);
      return { rows: change(rows), refused };
    };
  };
  test.each<[string, Decoder, string]>([
    [
      'a number that is another',
      wrong((rows) => rows.map((row) => row.replace(/"qty":(\d+)/, '"qty":1$1'))),
      '"qty":1',
    ],
    ['a row too few', wrong((rows) => rows.slice(1)), 'row 0'],
    [
      'an exception',
      () => {
        throw new RangeError('Offset is outside the bounds of the DataView');
      },
      'exception: RangeError',
    ],
  ])('%s', async (name, decoder, said) => {
    const options = optionsOf(name.replaceAll(' ', '-'), '--count', '400');
    const soak = frameSoak(options, decoder);
    const { failures } = await runSoak(soak, options);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toContain(said);
    // The reproduction: seed, case, and the bytes of no more frames than are needed.
    expect(failures[0]).toMatch(/^seed 13, case \d+: /);
    expect(failures[0]).toMatch(/kind \d.*: [A-Za-z0-9+/=]{20,}/);
    const only = Number(/case (\d+)/.exec(failures[0]!)![1]);
    const again = await runSoak(soak, { ...options, only });
    expect(again.failures.map((failure) => failure.split('\n')[0])).toEqual([failures[0]!.split('\n')[0]]);
  });
});

test('--resume: an interrupted run goes on and counts the same', async () => {
  const options = optionsOf('resumed', '--count', '800');
  const whole = await runSoak(frameSoak(options), { ...options, stateFile: join(folder, 'whole') });
  let done = 0;
  const first = await runSoak(frameSoak(options), options, () => ++done === 77);
  expect(first.progress.next).toBe(77);
  const second = await runSoak(frameSoak(options), { ...options, resume: true });
  expect(second.resumedAt).toBe(77);
  expect(second.progress.next).toBe(200);
  expect(second.progress.counts).toEqual(whole.progress.counts);
  // Another seed is another run.
  await runSoak(frameSoak(options), options, () => true);
  const other = { ...options, resume: true, seed: 14 };
  expect((await runSoak(frameSoak(other), other)).resumedAt).toBe(0);
});

describe('numbers that JSON.parse would change', () => {
  test.each([
    ['1767225600000', true],
    ['1767225600000.000', true],
    ['12e-1', true],
    ['0.30000000000000004', true],
    ['9007199254740990.9', false],
    ['1.00000000000000000001', false],
    ['1e-400', false],
    ['12345678901234567890', false],
    ['-0.0', false],
  ])('%s: exact %s', (text, exact) => {
    expect(isExact(text)).toBe(exact);
    expect(withExactNumbers(`{"a":${text},"b":"${text}"}`)).toBe(`{"a":${exact ? text : '1e300'},"b":"${text}"}`);
  });
});
