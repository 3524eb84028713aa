// Evidence in a folder: what is found, what is passed over, and how it is told that data changed.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEvidence } from '../../../src/assembly/stages/find-evidence.js';
import type { Evidence } from '../../../src/core/analysis/scorecard/scorecard.js';
import { freshFolder } from '../../support/cli.js';
import { putSegments, segmentName } from '../../support/segments.js';
import { SHORT, segmentsOf } from '../../support/verifying.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const DAY = ['raw', 'binance-usdm', 'synthetic', '2026-01-01'];
const put = (name: string, text: string): string => {
  const path = join(folder.path, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const replay = (bytes: number, lastUs: number): string =>
  JSON.stringify({
    ...{ schema: 'v13.replay/1', environment: 'SYNTHETIC', span: { recordedSeconds: 5, lastUs } },
    inputs: [{ path: `somewhere/${segmentName(0)}.ndjson`, bytes }],
  });
const only = (all: Evidence[], kind: Evidence['kind']): Evidence => all.find((one) => one.kind === kind)!;

test('a folder that is not there holds no evidence', async () => {
  expect(await findEvidence(join(folder.path, 'absent'), [])).toEqual([]);
});

describe('segments', () => {
  test('of one session are one piece, without certificates its counts stay open', async () => {
    const texts = segmentsOf(SHORT, 3, true);
    putSegments(join(folder.path, ...DAY), texts, [null, null, null]);
    const [session, ...rest] = await findEvidence(folder.path, []);
    expect(rest).toEqual([]);
    expect(session).toMatchObject({ kind: 'recording', env: 'synthetic', stale: null });
    expect(session?.path).toMatch(/-\*\.manifest\.json$/);
    expect(session?.figures['breaks']).toMatchObject({
      verdict: 'INCONCLUSIVE',
      note: '3 segments have no certificate',
    });
    expect(session?.figures['written']?.value).toBe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  });

  test('that are gone or longer than sealed are named', async () => {
    const [first, second] = putSegments(join(folder.path, ...DAY), segmentsOf(SHORT, 2, true), [null, null]);
    rmSync(first!);
    writeFileSync(second!, 'short\n');
    const session = only(await findEvidence(folder.path, []), 'recording');
    expect(session.figures['unsealed']?.value).toBe(2);
    expect(session.stale).toBe(`changed since it was sealed: ${segmentName(0)}.ndjson, ${segmentName(1)}.ndjson`);
  });

  test('whose manifest cannot be read are passed over', async () => {
    put([...DAY, `${segmentName(0)}.manifest.json`].join('/'), '{"schema":"v13.segment/1"}');
    expect(await findEvidence(folder.path, [])).toEqual([]);
  });
});

describe('reports', () => {
  test.each([
    ['of the data that are there', 0, 0, null],
    ['of a file of another size', 1, 0, `its data changed: ${segmentName(0)}.ndjson`],
    ['older than the last data', 0, -60e6, 'newer data were recorded since'],
  ])('%s', async (_, more, shiftUs, stale) => {
    const [text = ''] = segmentsOf(SHORT, 1, true);
    putSegments(join(folder.path, ...DAY), [text], [null]);
    const lastUs = only(await findEvidence(folder.path, []), 'recording').madeUs;
    const path = put('reports/deep/r.json', replay(Buffer.byteLength(text) + more, lastUs + shiftUs));
    expect(only(await findEvidence(folder.path, []), 'replay')).toMatchObject({ path, stale });
  });

  test('of data that lie elsewhere cannot be told to be old', async () => {
    put('reports/r.json', replay(1, 1));
    expect(only(await findEvidence(folder.path, []), 'replay').stale).toBeNull();
  });

  test('that are broken, or none, are passed over in the data root and refused when named', async () => {
    put('reports/broken.json', '{');
    put('metrics.json', '[]');
    const other = put('reports/other.json', '{"schema":"v13.simulate/1"}');
    expect(await findEvidence(folder.path, [])).toEqual([]);
    await expect(findEvidence(folder.path, [other])).rejects.toMatchObject({ code: 'V13_EVIDENCE_UNKNOWN' });
    await expect(findEvidence(folder.path, ['absent'])).rejects.toMatchObject({ code: 'V13_EVIDENCE_MISSING' });
  });
});
