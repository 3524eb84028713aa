// docs/json.md against what the built executable prints: no key is missing from the page.

import { beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { COMMANDS, START } from '../../src/commands/index.js';
import { ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { ROOT, codeSpans, page, sorted } from '../support/docs.js';
import { startEmulatorProcess } from '../support/emulator.js';

const TEXT = page('docs/json.md').text;
const RECORDING = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');

/** Part of the page from a heading of the second level to the next one. */
function part(title: string): string {
  const from = TEXT.indexOf(`\n## ${title}\n`);
  expect(from, title).toBeGreaterThan(0);
  const end = TEXT.indexOf('\n## ', from + 1);
  return TEXT.slice(from, end < 0 ? TEXT.length : end);
}

/** Names of the keys of a value, at every depth; not those of maps, whose keys are data. */
function keysOf(value: unknown, maps: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, maps));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!maps.includes(key)) return [key, ...keysOf(inner, maps)];
    return [key, ...keysOf(Object.values(inner as object), maps)];
  });
}

/** Last names of the keys that a part of the page lists. */
const listed = (text: string): Set<string> =>
  new Set(codeSpans(text).map((span) => span.split('.').at(-1)?.replaceAll('[]', '') ?? ''));

const unlisted = (value: unknown, text: string, maps: readonly string[] = []): string[] => {
  const known = listed(text);
  return [...new Set(keysOf(value, maps))].filter((key) => !known.has(key));
};

beforeAll(() => {
  ensureBuilt();
});

describe('the documents', () => {
  test('v13.replay/1', async () => {
    const { stdout } = await runCli(['replay', RECORDING, '--json', '--gate', 'layer1', '--expect', '0'.repeat(64)]);
    const document = JSON.parse(stdout) as object;
    expect(document).toMatchObject({ schema: 'v13.replay/1' });
    expect(unlisted(document, part('v13.replay/1'))).toEqual([]);
  });

  test('v13.capture/1', { timeout: 60_000 }, async () => {
    const emulator = await startEmulatorProcess(['--seed', '7']);
    try {
      const from = ['--env', 'emulator', '--base-url', emulator.url, '--symbol', 'ETHUSDT'];
      const { stdout } = await runCli(['capture', ...from, '--duration', '3s', '--gate', 'steady-30m', '--json']);
      const document = JSON.parse(stdout) as object;
      expect(document).toMatchObject({ schema: 'v13.capture/1', env: 'EMULATOR', gate: { gate: 'steady-30m' } });
      expect(unlisted(document, part('v13.capture/1') + part('v13.replay/1'))).toEqual([]);
    } finally {
      await emulator.stop();
    }
  });

  test('v13.emulate/1', async () => {
    const { stdout } = await runCli(['emulate', '--seed', '7', '--duration', '1s', '--json']);
    const [first = '', ...rest] = stdout.split('\n');
    for (const value of [JSON.parse(first), JSON.parse(rest.join('\n'))] as object[]) {
      expect(unlisted(value, `${part('v13.emulate/1')} \`event\` \`url\` \`ws\` \`pid\``)).toEqual([]);
    }
    expect(JSON.parse(rest.join('\n'))).toMatchObject({ schema: 'v13.emulate/1', environment: 'EMULATOR' });
  });

  test('v13.simulate/1', async () => {
    const wishes = ['--gap', 'depth:2s', '--gap', 'disconnect:3s', '--stats'];
    const { stdout } = await runCli(['simulate', '--duration', '20s', '--out', 'a.ndjson', ...wishes, '--json']);
    const { generator: _, ...document } = JSON.parse(stdout) as { generator: object };
    expect(document).toMatchObject({ schema: 'v13.simulate/1', environment: 'SYNTHETIC' });
    expect(unlisted(document, part('v13.simulate/1'), ['lines', 'facts'])).toEqual([]);
  });

  test('v13.error/1', async () => {
    const { stdout } = await runCli(['replay', 'missing.ndjson', '--json']);
    const { error, ...rest } = JSON.parse(stdout) as { error: { details: object } };
    expect(rest).toEqual({ schema: 'v13.error/1' });
    expect(unlisted({ ...rest, error: { ...error, details: null } }, part('v13.error/1'))).toEqual([]);
  });

  test('rows: keys and their order', async () => {
    const { stdout } = await runCli(['replay', RECORDING, '--rows', '-', '-q']);
    const row = JSON.parse(stdout.split('\n')[0] ?? '') as object;
    const rows = [...part('Signal rows').matchAll(/^\| `(\w+)` \| `[^`]*` \|/gm)].map(([, key]) => key);
    expect(Object.keys(row)).toEqual(rows);
  });
});

describe('the table of schemas', () => {
  const rows = [...TEXT.matchAll(/^\| `(v13\.[a-z-]+\/[12])` \| `([^`]+)` \|(.*)$/gm)].map(
    ([, schema, line, keys]) => ({
      schema: schema ?? '',
      words: (line ?? '').split(' ').slice(1),
      keys: codeSpans(keys ?? ''),
    }),
  );

  test('names the document of every command', () => {
    const names = [...COMMANDS, START].map(
      ({ name }) => `v13.${name.replaceAll(' ', '-')}/${name === 'analyze' ? 2 : 1}`,
    );
    expect(sorted(rows.map(({ schema }) => schema))).toEqual(sorted(names));
  });

  test.each(rows.filter(({ keys }) => keys.length > 0))('$schema', async ({ schema, words, keys }) => {
    const folder = freshFolder();
    try {
      const { stdout } = await runCli(words, { cwd: folder.path });
      const document = JSON.parse(stdout) as Record<string, unknown>;
      expect(document['schema']).toBe(schema);
      const inner = Object.values(document).find((value) => Array.isArray(value)) as object[] | undefined;
      const names = [...Object.keys(document).slice(1), ...Object.keys(inner?.[0] ?? {})];
      expect(names.filter((name) => !keys.includes(name))).toEqual([]);
    } finally {
      folder.remove();
    }
  });
});

test('the check finds a key that the page does not list', () => {
  expect(unlisted({ a: [{ b: 1, c: { d: 2 } }] }, '`a`, `a[].b`, `a[].c`')).toEqual(['d']);
});
