// Times of day in `--from` and `--to`: those of the recording, in the zone, or a word on which day is meant.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { freshFolder, runCli } from '../support/cli.js';
import { CLEAN } from '../support/replays.js';

/** Its messages come between 00:00:00 and 00:03:00 UTC of 2026-01-01. */
const DAY = '2026-01-01';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const replayed = async (...args: string[]) => await runCli(['replay', ...args], { cwd: folder.path });
const digestOf = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await replayed(...args, '--digest');
  expect(code, stderr).toBe(0);
  return stdout;
};

describe('a time of day', () => {
  test('is of the day of the first message, as `why` has it', async () => {
    const dated = await digestOf(CLEAN, '--from', `${DAY}T00:00:40`, '--to', `${DAY}T00:00:50`);
    expect(await digestOf(CLEAN, '--from', '00:00:40', '--to', '00:00:50')).toBe(dated);
    expect(await digestOf(CLEAN, '--from', '00:00:40', '--to', `${DAY}T00:00:50`)).toBe(dated);
  });

  test('is of the day of the zone', async () => {
    const dated = await digestOf(CLEAN, '--to', `${DAY}T00:00:20`);
    expect(await digestOf(CLEAN, '--to', '08:00:20', '--tz', 'Asia/Shanghai')).toBe(dated);
    // 31 December there.
    expect(await digestOf(CLEAN, '--to', '19:00:20', '--tz', 'America/New_York')).toBe(dated);
  });

  test('a little before the beginning is the beginning', async () => {
    expect(await digestOf(CLEAN, '--from', '00:00')).toBe(await digestOf(CLEAN));
    expect(await digestOf(CLEAN, '--from', '18:59', '--tz', 'America/New_York')).toBe(await digestOf(CLEAN));
  });

  test('a beginning behind the end is refused', async () => {
    const { code, stderr } = await replayed(CLEAN, '--from', '00:00:40', '--to', '00:00:20');
    expect(code).toBe(2);
    expect(stderr).toContain('--from must be before --to');
  });

  test('on several days it is asked which', async () => {
    const text = gunzipSync(readFileSync(CLEAN)).toString('utf8');
    const later = text.replaceAll(/"ts_recv":(\d+)/g, (_, ms: string) => `"ts_recv":${Number(ms) + 2 * 86_400_000}`);
    writeFileSync(join(folder.path, 'one.ndjson'), text);
    writeFileSync(join(folder.path, 'two.ndjson'), later.replace(/"session":"[^"]*"/, '"session":"another"'));
    const { code, stderr } = await replayed('one.ndjson', 'two.ndjson', '--from', '00:00:10', '--digest');
    expect(code).toBe(2);
    expect(stderr).toContain('--from 00:00:10 is on several days of the recording');
    expect(stderr).toContain('write 2026-01-01T00:00:10 or 2026-01-02T00:00:10');
    const why = await runCli(['why', 'ETHUSDT', '00:00:10', 'one.ndjson', 'two.ndjson'], { cwd: folder.path });
    expect(why.code).toBe(2);
    expect(why.stderr).toContain('TIME 00:00:10 is on several days of the recording');
  });

  test('of standard input needs its day', async () => {
    const { code, stderr } = await replayed('-', '--from', '00:00:10');
    expect(code).toBe(2);
    expect(stderr).toContain('--from 00:00:10: the day is not known here');
    expect(stderr).toMatch(/write it with its day: \d{4}-\d\d-\d\dT00:00:10/);
  });
});
