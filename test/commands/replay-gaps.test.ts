// `v13 replay` where messages are missing: what is reported, what no signal may span, and how the book heals.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder } from '../support/cli.js';
import { testData } from '../support/data.js';
import { CLEAN, GAPS, type WrittenRow, asFile, documentOf, linesIn, replay, rowsIn } from '../support/replays.js';

const BTC = testData('usdm-btc-eth-2024-08-08/btcusdt_20240808.gz');
const WINDOW = 50;
const WINDOW_US = WINDOW * 100_000;

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const here = (...args: string[]) => replay(args, { cwd: folder.path });
const put = (name: string, lines: readonly string[]) => {
  writeFileSync(join(folder.path, name), asFile(lines));
};
const receivedUs = (line: string): number => Math.round(Number(/"ts_recv":([\d.]+)/.exec(line)![1]) * 1_000);

/** Deletes ten depth messages of a symbol, from its `from`-th on. */
function holed(lines: readonly string[], stream: string, from: number) {
  const depth = lines.flatMap((line, at) => (line.includes(`"stream":"${stream}@depth`) ? [at] : []));
  const gone = new Set(depth.slice(from, from + 10));
  const next = depth[from + 10]!;
  const snapshot = lines.findIndex((line, at) => at > next && line.includes(`"stream":"${stream}@snapshot"`));
  return {
    lines: lines.filter((_, at) => !gone.has(at)),
    beforeUs: receivedUs(lines[depth[from]!]!),
    gapUs: receivedUs(lines[next]!),
    healUs: snapshot < 0 ? null : receivedUs(lines[snapshot]!),
  };
}

async function rowsOf(file: string, symbol: string): Promise<WrittenRow[]> {
  const { code, stdout, stderr } = await here(file, '--symbol', symbol, '--z-window', String(WINDOW), '--rows', '-');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return rowsIn(stdout);
}

test('ten depth messages deleted: reported, spanned by no signal, healed by the next snapshot', async () => {
  const { lines, beforeUs, gapUs, healUs } = holed(linesIn(GAPS), 'btcusdt', 80);
  put('holed.ndjson', lines);
  const rows = await rowsOf('holed.ndjson', 'BTCUSDT');
  const whole = await rowsOf(GAPS, 'BTCUSDT');
  const before = rows.filter((row) => row.ts_us <= beforeUs);
  expect(before).toEqual(whole.filter((row) => row.ts_us <= beforeUs));
  expect(before.at(-1)!.fusion).not.toBeNull();

  expect(healUs! - gapUs).toBeGreaterThan(5_000_000);
  const lost = rows.filter((row) => row.ts_us > gapUs && row.ts_us <= healUs!);
  expect(new Set(lost.map((row) => row.book_reason))).toEqual(new Set(['unsynced']));
  expect(lost.every((row) => row.mid === null && row.ofi_z === null && row.fusion === null)).toBe(true);
  const segments = new Set(before.map((row) => row.segment));
  expect(rows.filter((row) => row.ts_us > gapUs).every((row) => !segments.has(row.segment))).toBe(true);

  // Signals of trades need a whole window after the gap, those of the book after the snapshot.
  expect(rows.filter((row) => row.ts_us > gapUs && row.ts_us < gapUs + WINDOW_US && row.cvd_z !== null)).toEqual([]);
  expect(rows.filter((row) => row.ts_us > gapUs && row.ts_us < healUs! + WINDOW_US && row.ofi_z !== null)).toEqual([]);
  const healed = rows.find((row) => row.ts_us > gapUs && row.ofi_z !== null)!;
  expect(healed.ofi_samples).toBe(WINDOW);
  expect(healed.mid).not.toBeNull();
});

test('the report and the gate say so', async () => {
  put('holed.ndjson', holed(linesIn(CLEAN), 'ethusdt', 900).lines);
  const plain = await here('holed.ndjson');
  expect(plain.code).toBe(0);
  expect(plain.stdout).toContain('depth gap: after id');
  const gated = await here('holed.ndjson', '--gate', 'layer1');
  expect(gated.code).toBe(1);
  expect(gated.stdout).toContain('FAIL');
  const { sequences } = await documentOf(['holed.ndjson'], { cwd: folder.path });
  expect(sequences[0]!.counts).toMatchObject({ depthGaps: 1, resyncs: 0, snapshotsApplied: 1 });
});

test('without a later snapshot the book never heals', async () => {
  const { lines, gapUs } = holed(linesIn(CLEAN), 'ethusdt', 900);
  put('holed.ndjson', lines);
  const after = (await rowsOf('holed.ndjson', 'ETHUSDT')).filter((row) => row.ts_us > gapUs);
  expect(after.length).toBeGreaterThan(850);
  expect(after.every((row) => row.mid === null && row.ofi_z === null && row.fusion === null)).toBe(true);
  expect(after.some((row) => row.cvd_z !== null)).toBe(true);
});

test.skipIf(BTC === null)('in a recorded market as well', async () => {
  const lines = linesIn(BTC!);
  const depth = lines.flatMap((line, at) => (line.includes('"depthUpdate"') ? [at] : []));
  const gone = new Set(depth.slice(3_000, 3_010));
  writeFileSync(join(folder.path, 'btcusdt.dat'), asFile(lines.filter((_, at) => !gone.has(at))));
  const whole = await documentOf([BTC!]);
  const holes = await documentOf(['btcusdt.dat'], { cwd: folder.path });
  const gapsOf = ({ sequences }: typeof whole) => sequences[0]!.counts['depthGaps']!;
  expect(gapsOf(holes)).toBe(gapsOf(whole) + 1);
  expect(holes.digest).not.toBe(whole.digest);
  expect(holes.digestCounts.fusion).toBeLessThan(whole.digestCounts.fusion);
});

const control = (line: string, kind: 'gap' | 'resync'): string =>
  `${/^\{"ts_recv":[\d.]+/.exec(line)![0]},"control":"${kind}","symbol":"ETHUSDT",${
    kind === 'gap' ? '"stream":"depth","from_id":1,"to_id":2}' : '"last_id":2}'
  }`;

test('recorded copies of gaps and resyncs are compared, and change no row', async () => {
  const lines = linesIn(GAPS);
  const whole = await documentOf([GAPS]);
  const found = { gaps: 0, resyncs: 0 };
  for (const { counts } of whole.sequences) {
    found.gaps += counts['depthGaps']! + counts['tradeGaps']!;
    found.resyncs += counts['resyncs']!;
  }
  expect(found).toEqual({ gaps: 6, resyncs: 3 });
  const last = lines.at(-1)!;
  const copies = [
    ...Array.from({ length: found.gaps }, () => control(last, 'gap')),
    ...Array.from({ length: found.resyncs }, () => control(last, 'resync')),
  ];
  put('agreeing.ndjson', [...lines, ...copies]);
  put('differing.ndjson', [...lines, ...copies.slice(1)]);
  const agreeing = await documentOf(['agreeing.ndjson'], { cwd: folder.path });
  const differing = await documentOf(['differing.ndjson'], { cwd: folder.path });
  expect(agreeing.warnings).toEqual([]);
  expect(differing.warnings).toEqual([
    'The recording notes 5 gaps and 3 resyncs; its messages show 6 and 3. The messages count.',
  ]);
  expect([agreeing.digest, differing.digest]).toEqual([whole.digest, whole.digest]);
  const some = await documentOf(['differing.ndjson', '--symbol', 'ETHUSDT'], { cwd: folder.path });
  expect(some.warnings).toEqual([]);
});
