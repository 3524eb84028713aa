// The manifest: written and read back, refused where it is none, and the same for the published schema and page.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Manifest, manifestFaults, manifestText, readManifest, writeManifest } from '../../src/store/manifest.js';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { freshFolder } from '../support/cli.js';
import { SESSION, START_US, SUMMARY, headLine, trades, writerOptions } from './lines.js';
import { violations } from './ndjson/schema-check.js';

const docs = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
const schema = JSON.parse(docs('manifest.schema.json')) as Record<string, unknown>;

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

/** The manifest of a real segment: the example of docs/storage.md. */
async function realManifest(): Promise<Manifest> {
  const writer = await openSegmentWriter(writerOptions(folder.path));
  writer.append(Buffer.from(headLine(START_US, 0)), 1);
  writer.append(trades(1, 3), 3);
  return (await writer.close(SUMMARY))!.manifest;
}

test('what is written is read back; it appears whole', async () => {
  const manifest = await realManifest();
  const path = join(folder.path, 'a.manifest.json');
  await writeManifest(path, manifest);
  expect(await readManifest(path)).toEqual(manifest);
  expect(readFileSync(path, 'utf8')).toBe(manifestText(manifest));
  expect(readdirSync(folder.path).sort()).toEqual(['a.manifest.json', 'raw']);
});

test('keys stand in the order of the schema, and all of them are required', async () => {
  const names = Object.keys(schema['properties'] as object);
  expect(Object.keys(JSON.parse(manifestText(await realManifest())) as object)).toEqual(names);
  expect(schema['required']).toEqual(names);
});

test('the example of docs/storage.md is a manifest of a real run', async () => {
  const example = /```json\n([^]*?)```/.exec(docs('storage.md'))?.[1] ?? '';
  expect(example).toBe(manifestText(await realManifest()));
  expect(violations(schema, JSON.parse(example))).toEqual([]);
});

describe('a value is refused by the reader and by the schema alike', () => {
  const cases: readonly [string, Record<string, unknown>, string][] = [
    ['another schema', { schema: 'v13.segment/2' }, 'schema is not what it should be'],
    ['no session', { session: undefined }, 'session is missing'],
    ['a number below zero', { bytes: -1 }, 'bytes is not what it should be'],
    ['half a line', { lines: 1.5 }, 'lines is not what it should be'],
    ['a short hash', { sha256: 'abc' }, 'sha256 is not what it should be'],
    ['a file in another folder', { file: '../x.ndjson' }, 'file is not what it should be'],
    ['another state', { state: 'torn' }, 'state is not what it should be'],
    ['a time as text', { firstRecvUs: '1' }, 'firstRecvUs is not what it should be'],
    ['a packed file without its hash', { packed: { file: 'a.gz', bytes: 1 } }, 'packed is not what it should be'],
    ['a clock offset that is a number', { clockOffset: 5 }, 'clockOffset is not what it should be'],
    ['no certificate', { certificate: undefined }, 'certificate is missing'],
  ];
  test.each(cases)('%s', async (_, change, fault) => {
    const value = { ...(await realManifest()), ...change };
    expect(manifestFaults(value)).toEqual([fault]);
    expect(violations(schema, JSON.parse(JSON.stringify(value)))).not.toEqual([]);
  });

  test('but not with keys that a later version may add', async () => {
    const value = { ...(await realManifest()), extra: 1 };
    expect([manifestFaults(value), violations(schema, value)]).toEqual([[], []]);
  });
});

describe('a file', () => {
  test.each(['', '{"half":', '[]', 'null', '"text"'])('with %j is none, and says why', async (text) => {
    const path = join(folder.path, `${SESSION}-0000.manifest.json`);
    writeFileSync(path, text);
    await expect(readManifest(path)).rejects.toMatchObject({ kind: 'data', code: 'V13_MANIFEST_INVALID', path });
  });

  test('that is not there is another error', async () => {
    await expect(readManifest(join(folder.path, 'x'))).rejects.toMatchObject({ code: 'V13_MANIFEST_UNREADABLE' });
  });
});
