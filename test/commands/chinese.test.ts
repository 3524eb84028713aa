// With --lang zh no English sentence is left: help, topics, explanations, reports, talk and failures.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS, topicList, topicText } from '../../src/cli/help-topics.js';
import { commandHelp, rootHelp } from '../../src/cli/help.js';
import { COMMANDS } from '../../src/commands/index.js';
import { EXPLANATIONS } from '../../src/text/en/explain.js';
import { ROOT_TEXT } from '../../src/text/en/start.js';
import { chineseWords } from '../../src/text/zh/words.js';
import { type CliResult, ensureBuilt, freshFolder, runCli } from '../support/cli.js';
import { englishIn } from '../support/text/english.js';

const words = chineseWords();
const GAPS = fileURLToPath(new URL('../../fixtures/synthetic-gaps.ndjson.gz', import.meta.url));

describe('an English sentence is found', () => {
  test.each(['the book was crossed', '数据 no messages 了', '  symbol  no rows here'])('%s', (text) => {
    expect(englishIn(text)).toHaveLength(1);
  });

  test.each(['v13 replay day.ndjson --gate layer1', '--data DIR     数据根目录', 'warming 212/300', '合约 symbol'])(
    'and a name is none: %s',
    (text) => {
      expect(englishIn(text)).toEqual([]);
    },
  );
});

describe('help', () => {
  test.each(COMMANDS.map((entry) => [entry.name, entry] as const))('v13 %s --help', async (_, entry) => {
    expect(englishIn(commandHelp(await entry.load(), words))).toEqual([]);
  });

  test('v13 --help', () => {
    expect(englishIn(`${rootHelp(COMMANDS, ROOT_TEXT, words)}\n${topicList(words)}`)).toEqual([]);
  });

  test.each(TOPICS)('v13 help %s', (topic) => {
    expect(englishIn(topicText(topic, words))).toEqual([]);
  });

  test.each(EXPLANATIONS.map((entry) => [entry.term, entry] as const))('v13 explain %s', (_, { means, unit }) => {
    expect(englishIn(`${words.message(means)}\n${words.label(unit ?? '')}`)).toEqual([]);
  });
});

const folder = freshFolder();
const at = (name: string): string => join(folder.path, name);

beforeAll(() => {
  ensureBuilt();
  writeFileSync(at('torn.ndjson'), '{"ts_recv":1723161255088.169,"latency_event_ms":null,"lat');
  writeFileSync(at('empty.ndjson'), '');
  writeFileSync(at('bad.yaml'), 'gird: 100ms\nofi: 7\ndata: ""\n');
});

afterAll(() => {
  folder.remove();
});

const chinese = (args: readonly string[]): Promise<CliResult> =>
  runCli([...args, '--lang', 'zh'], { cwd: folder.path });

/** Papers keep their names, and the paths are those of this run. */
const leftIn = ({ stdout, stderr }: CliResult): string[] =>
  englishIn(
    `${stdout}
${stderr}`
      .replaceAll(folder.path, '')
      .replaceAll(/^.*来源:.*$/gm, ''),
  );

describe('what is done is said in Chinese', () => {
  test.each<readonly string[]>([
    [],
    ['explain'],
    ['help', 'config'],
    ['config', 'show', '--preset', 'original'],
    ['config', 'check'],
    ['doctor', '--offline'],
    ['simulate', '--duration', '20s', '--gap', 'depth:5s', '--gap', 'disconnect:9s', '--stats', '--out', 'made.ndjson'],
    ['replay', GAPS, '--gate', 'layer1'],
    ['replay', 'torn.ndjson'],
    ['verify', GAPS],
    ['verify', 'torn.ndjson', GAPS],
    ['merge', GAPS, GAPS, '--out', 'union'],
    ['convert', GAPS],
    ['lake'],
    ['lake', 'prune', '--keep-size', '1GB', '--dry-run'],
    ['lake', 'compact'],
    ['compute', GAPS, '--out', 'rows.parquet', '--feature', 'all'],
    ['compute', '--list-features'],
    ['capture', '--symbol', 'ETHUSDT', '--dry-run', '--duration', '1h'],
    ['emulate', '--seed', '7', '--duration', '1s'],
    ['why', 'ETHUSDT', '+60s', GAPS],
  ])('v13 %s %s', async (...args) => {
    const done = await chinese(args);
    expect(done.code).not.toBe(70);
    expect(leftIn(done)).toEqual([]);
    expect(`${done.stdout}${done.stderr}`).toMatch(/\p{Script=Han}/u);
  });
});

describe('what fails is said in Chinese', () => {
  test.each<readonly [code: number, ...args: string[]]>([
    [2, 'repaly'],
    [2, 'replay', GAPS, '--gird', '7'],
    [2, 'replay', GAPS, '--grid', '100'],
    [2, 'replay', GAPS, '--z-window', '1.5'],
    [2, 'replay', GAPS, '--from', 'soon'],
    [2, 'replay', GAPS, '--z-warmup', '900'],
    [2, 'replay', '--gate'],
    [2, 'replay', GAPS, '--rows', '-', '--json'],
    [2, 'explain', 'offi'],
    [2, 'capture'],
    [2, 'capture', '--symbol', 'ETHUSDT', '--all'],
    [2, 'query'],
    [2, 'compute', GAPS],
    [2, 'compute', GAPS, '--out', 'x.parquet', '--feature', 'vpni'],
    [2, 'config', 'check', 'bad.yaml'],
    [2, 'replay', GAPS, '--config', 'bad.yaml'],
    [2, 'lake', 'prune'],
    [2, 'why', 'ETHUSDT'],
    [3, 'replay', 'nowhere.ndjson'],
    [3, 'replay', 'empty.ndjson'],
    [3, 'replay'],
    [3, 'verify', 'nowhere/'],
    [3, 'import', GAPS],
    [4, 'capture', '--symbol', 'ETHUSDT', '--env', 'emulator', '--base-url', 'http://127.0.0.1:9', '--duration', '1s'],
    [5, 'simulate', '--duration', '5s', '--out', 'torn.ndjson/x.ndjson'],
  ])('exit %i: v13 %s %s', async (...row) => {
    const [code, ...args] = row as unknown as readonly [number, ...string[]];
    const failed = await chinese(args);
    expect({ code: failed.code, left: leftIn(failed) }).toEqual({ code, left: [] });
    expect(failed.stderr + failed.stdout).toMatch(/\p{Script=Han}/u);
  });
});

test('data stay as they are', async () => {
  const [zh, en] = await Promise.all([chinese(['replay', GAPS, '--json']), runCli(['replay', GAPS, '--json'])]);
  const digest = (text: string): unknown => (JSON.parse(text) as { digest: unknown }).digest;
  expect(digest(zh.stdout)).toEqual(digest(en.stdout));
  expect(zh.stdout).not.toMatch(/\p{Script=Han}/u);
  const failed = await chinese(['replay', 'nowhere.ndjson', '--json']);
  expect(failed.stdout).not.toMatch(/\p{Script=Han}/u);
  expect(failed.stderr).toMatch(/\p{Script=Han}/u);
}, 60_000);
