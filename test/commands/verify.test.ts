// `v13 verify` as typed: exit codes, the report, the JSON document and the certificate file.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { CLEAN, GAPS } from '../support/replays.js';
import { putSegments } from '../support/segments.js';
import { GAP_LINES, SHORT, partsOf, segmentsOf } from '../support/verifying.js';

let folder = freshFolder();
beforeAll(ensureBuilt);
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const verify = (...args: string[]) => runCli(['verify', ...args], { cwd: folder.path });
const at = (name: string): string => join(folder.path, name);

interface VerifyDocument {
  readonly schema: string;
  readonly verdict: string;
  readonly recordings: readonly { readonly counts: object; readonly holes: readonly object[] }[];
}

test('a whole recording: exit 0, the verdict, the next command', async () => {
  const { code, stdout, stderr } = await verify(CLEAN);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Verdict\n {2}WHOLE: no hole$/m);
  expect(stdout).toContain('SYNTHETIC');
  expect(stdout).toMatch(/^ {2}ETHUSDT +aggTrade +2,791 +\d+ +\d+ +0 +0 +0 +0 +100\.00 %$/m);
  expect(stderr).toBe(`next: v13 replay ${CLEAN}\n`);
});

test('holes: exit 1, each with times and ids', async () => {
  const { code, stdout } = await verify(GAPS);
  expect(code).toBe(1);
  expect(stdout).toContain('2338403356–2338403368 (13)');
  expect(stdout).toMatch(/after 5123109794582 came 5123109834688 +new book after 920\.4 ms/);
  expect(stdout).toMatch(/HOLES: 6 holes, 50 trade ids missing/);
});

test('--symbol judges that symbol alone; an unknown one is a usage error', async () => {
  const { code, stdout } = await verify(GAPS, '--symbol', 'BTCUSDT');
  expect(code).toBe(1);
  expect(stdout).not.toContain('ETHUSDT');
  expect(stdout).toContain('HOLES: 3 holes, 14 trade ids missing');
  expect((await verify(GAPS, '--symbol', 'BTCUSTD')).code).toBe(2);
});

test('damage: exit 1, path and line, and how to see all of it', async () => {
  writeFileSync(at('a.ndjson'), [...SHORT.slice(0, 50), 'rubbish', ...SHORT.slice(50, 90)].join('\n') + '\n');
  const { code, stdout, stderr } = await verify('a.ndjson');
  expect(code).toBe(1);
  expect(stdout).toMatch(/a\.ndjson:51 +V13_LINE_MALFORMED/);
  expect(stdout).toContain('DAMAGED: 1 fault; no hole');
  expect(stderr).toContain('next: v13 verify a.ndjson --json');
});

test('what is no recording: exit 3', async () => {
  writeFileSync(at('notes.md'), '# Notes\n');
  expect((await verify('notes.md')).code).toBe(3);
  expect((await verify('absent.ndjson')).code).toBe(3);
  const { code, stderr } = await verify();
  expect(code).toBe(3);
  expect(stderr).toContain('v13 simulate');
});

test('segments: manifests missing are said on stderr only; a flipped byte is exit 1', async () => {
  const texts = segmentsOf(SHORT, 2);
  putSegments(at('with'), texts, await partsOf(folder.path, texts));
  const [first = ''] = putSegments(at('without'), texts, null);
  const having = await verify('with');
  const lacking = await verify('without');
  expect([having.code, lacking.code]).toEqual([0, 0]);
  expect(having.stdout).toMatch(/corr\.: by the recorded clock offset of 1\.50 ms ± 0\.400 ms\./);
  expect(lacking.stderr).toContain('2 segments without a manifest');
  expect(lacking.stdout).not.toContain('manifest');
  const bytes = readFileSync(first);
  bytes[5_000] = (bytes[5_000] as number) ^ 1;
  writeFileSync(first, bytes);
  const { code, stdout } = await verify('without');
  expect(code).toBe(1);
  expect(stdout).toContain('V13_SEAL_MISMATCH');
});

test('--json and --certificate give one document', async () => {
  const texts = segmentsOf(GAP_LINES, 2);
  putSegments(at('day'), texts, null);
  const { code, stdout } = await verify('day', '--json', '--certificate', 'day.json');
  expect(code).toBe(1);
  const document = JSON.parse(stdout) as VerifyDocument;
  expect(document).toMatchObject({
    schema: 'v13.verify/1',
    verdict: 'holes',
    recordings: [{ session: '20260101T000000Z-ab12', counts: { holes: 6, openIds: 50, damage: 0 } }],
  });
  expect(document.recordings[0]!.holes).toHaveLength(6);
  expect(JSON.parse(readFileSync(at('day.json'), 'utf8'))).toEqual(document);
  expect((await verify('day', '--certificate', 'day.json')).code).toBe(5);
  expect((await verify('day', '--certificate', 'day.json', '--force')).code).toBe(1);
  expect(existsSync(at('day.json'))).toBe(true);
});

test('standard input is read once', async () => {
  const { code, stdout } = await runCli(['verify', '-'], { cwd: folder.path, stdin: SHORT.join('\n') + '\n' });
  expect(code).toBe(0);
  expect(stdout).toContain('WHOLE');
});
