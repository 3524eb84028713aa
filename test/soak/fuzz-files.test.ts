// The soak of files, in small: it passes, and its judges tell wrong readings from right ones.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readOptions } from '../../soak/support/arguments.js';
import { fileSoak } from '../../soak/support/fuzz-files.js';
import { type ReadFrame, judgeFrames } from '../../soak/support/plain-reading.js';
import { runSoak } from '../../soak/support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'v13-soak-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('--quick: 150 damaged files, each with a result or a coded error', async () => {
  const state = join(folder, 'state.json');
  const options = readOptions('fuzz-files', ['--quick', '--state', state]);
  const { failures, progress } = await runSoak(fileSoak(options, folder), options);
  expect(failures.join('\n')).toBe('');
  expect(progress.next).toBe(150);
  expect(progress.counts['rows compared']).toBeGreaterThan(5_000);
  // Files of passed cases are gone.
  expect(readdirSync(folder)).toEqual([]);
});

describe('the plain reading', () => {
  const line = (n: number): string =>
    `{"ts_recv":172316125500${n}.250,"latency_event_ms":1,"latency_pipeline_ms":2,"stream":"x@trade","data":{"t":${n}}}`;
  const content = Buffer.from(`${line(1)}\n${line(2)}\nhello 1723161255003\n${line(4).slice(0, 90)}\n`);
  const frame = (n: number): ReadFrame => ({
    ...{ line: n, kind: 1, hint: null, recvUs: 1_723_161_255_000_250 + n * 1000 },
    text: line(n).slice(line(n).indexOf('"stream"')),
  });
  const torn = { ...frame(4), text: line(4).slice(line(4).indexOf('"stream"'), 90) };
  const good = [frame(1), frame(2), torn];

  test('agrees with frames as they should be, damaged lines read or not', () => {
    expect(judgeFrames('v13-raw', content, good)).toBeNull();
    expect(judgeFrames('v13-raw', content, good.slice(0, 2))).toBeNull();
  });

  test.each<[string, readonly ReadFrame[], string]>([
    ['a whole line left out', [frame(1), torn], 'a whole line was not read'],
    ['another time', [frame(1), { ...frame(2), recvUs: 5 }], 'receive time 5, written 1723161255002250'],
    ['another text', [frame(1), { ...frame(2), text: frame(1).text }], 'another text'],
    ['a time that stands nowhere', [...good.slice(0, 2), { ...torn, recvUs: 7 }], 'stands nowhere in the line'],
    ['a text that is not in the line', [...good.slice(0, 2), { ...torn, text: 'x' }], 'no part of its line'],
    ['a line read twice', [frame(1), frame(1), frame(2)], 'two frames of one line'],
  ])('tells %s', (_, frames, said) => {
    expect(judgeFrames('v13-raw', content, frames)).toContain(said);
  });

  test('a foreign line that was read', () => {
    const lines = Buffer.from('1723161255000000 {"a":1}\nx1723161255000001 {"a":2}\n');
    const first = { ...frame(1), recvUs: 1_723_161_255_000_000, text: '{"a":1}' };
    expect(judgeFrames('hftbacktest', lines, [first])).toBeNull();
    const second = { ...first, line: 2, recvUs: 1_723_161_255_000_001, text: '{"a":2}' };
    expect(judgeFrames('hftbacktest', lines, [first, second])).toContain('none of the format');
  });
});
