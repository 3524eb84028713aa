// Why of a signal whose recording lies on this disk, lies elsewhere, or has not come that far.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createRecordedWhy } from '../../../src/assembly/why/recorded-why.js';
import { filesOfSession, recordedUntilUs } from '../../../src/store/recorded-until.js';
import { freshFolder } from '../../support/cli.js';
import { watchSignal } from '../../support/watch-sample.js';

const folder = freshFolder();
afterAll(() => folder.remove());

const SESSION = '20240808T120000Z-00ab';
const raw = join(folder.path, 'raw', 'binance-usdm', 'emulator', '2024-08-08');
const open = join(raw, `${SESSION}-0001.ndjson.open`);
/** Prints what it was called with. */
const program = join(folder.path, 'echo.mjs');
const NOON_US = Date.UTC(2024, 7, 8, 12) * 1e3;
const line = (second: number): string =>
  `{"ts_recv":${(NOON_US / 1e3 + second * 1e3).toFixed(3)},"control":"silence"}\n`;

beforeEach(() => {
  mkdirSync(raw, { recursive: true });
  writeFileSync(join(raw, `${SESSION}-0000.ndjson`), line(1));
  writeFileSync(join(raw, '20240808T110000Z-00aa-0000.ndjson'), line(0));
  writeFileSync(open, line(2) + line(3) + line(9).slice(0, 20));
  writeFileSync(
    program,
    `console.log(JSON.stringify(process.argv.slice(2))); console.log('\\u001b[1mtitle\\u001b[22m')`,
  );
});

const ask = { columns: 100, timeZone: 'Asia/Shanghai', cancel: new AbortController().signal };
const why = (dataRoot = folder.path, session = SESSION) =>
  createRecordedWhy({ place: () => ({ dataRoot, session }), program, lang: 'zh', put: (text) => `<${text}>` });
const signalAt = (second: number) => watchSignal({ symbol: 'ETHUSDT', timeUs: NOON_US + second * 1e6 });

test('half a line does not count, and other sessions do not either', async () => {
  expect(recordedUntilUs(open)).toBe(NOON_US + 3e6);
  expect(await filesOfSession(folder.path, SESSION)).toEqual([join(raw, `${SESSION}-0000.ndjson`), open]);
  writeFileSync(open, line(2).slice(0, 30));
  expect(recordedUntilUs(open)).toBeNull();
});

test('asks for exactly the row, of the files of the session, as wide and in the words of the screen', async () => {
  const [words = '', title] = await why()(signalAt(2.5), ask);
  expect(JSON.parse(words)).toEqual([
    ...['why', 'ETHUSDT', '2024-08-08T12:00:02.500000Z', join(raw, `${SESSION}-0000.ndjson`), open],
    ...['--exact', '--tz', 'Asia/Shanghai', '--lang', 'zh', '--width', '100', '--quiet'],
  ]);
  expect(title).toBe('\u001b[1mtitle\u001b[22m');
});

test('waits for a row that is on its way to the disk', async () => {
  setTimeout(() => writeFileSync(open, line(2) + line(4)), 200);
  expect(await why()(signalAt(4), ask)).toHaveLength(2);
});

test('a segment that is sealed meanwhile is read under its new name', async () => {
  setTimeout(() => renameSync(open, join(raw, `${SESSION}-0001.ndjson`)), 100);
  const [words = ''] = await why()(signalAt(5), ask);
  expect(words).toContain(`${SESSION}-0001.ndjson"`);
  renameSync(join(raw, `${SESSION}-0001.ndjson`), open);
});

test('a row that does not come to the disk: says so', { timeout: 10_000 }, async () => {
  await expect(why()(signalAt(60), ask)).rejects.toThrow('<the row is not on disk yet');
});

test('a recording that is not here: says so', async () => {
  await expect(why(folder.path, '20240808T100000Z-00aa')(signalAt(2), ask)).rejects.toThrow('of this machine>');
  await expect(why(join(folder.path, 'elsewhere'))(signalAt(2), ask)).rejects.toThrow('of this machine>');
});

test('a complaint of the program is handed on; nobody waits: nothing is started', async () => {
  writeFileSync(program, `console.error('\\u001b[31merror: no row\\u001b[39m\\nhint: x'); process.exitCode = 3;`);
  await expect(why()(signalAt(2), ask)).rejects.toThrow(/^error: no row$/);
  writeFileSync(program, 'process.exitCode = 4;');
  await expect(why()(signalAt(2), ask)).rejects.toThrow('<v13 why ended with code 4>');
  await expect(why()(signalAt(2), { ...ask, cancel: AbortSignal.abort() })).rejects.toThrow();
});
