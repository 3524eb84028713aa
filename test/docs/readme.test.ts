// The README: short, its tour works as typed, and it promises nothing that is not there.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { BINARY, ensureBuilt, freshFolder } from '../support/cli.js';
import { ROOT, blocksOf, page, sectionsOf } from '../support/docs.js';

const TEXT = page('README.md').text;
const MAX_LINES = 300;

/** Parts that are to come: none of their commands may be shown. */
const PLANNED = ['capture', 'compute', 'analyze', 'trade', 'train', 'dashboard', 'fetch', 'import', 'verify'];

const section = (title: string): string => sectionsOf(TEXT).find((one) => one.title === title)?.text ?? '';

beforeAll(() => {
  ensureBuilt();
});

test(`has at most ${MAX_LINES} lines`, () => {
  expect(TEXT.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES);
});

test('names the two commands, the licence and the Node that package.json asks for', () => {
  const { engines, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
    license: string;
  };
  expect(blocksOf(section('Two commands'), 'sh').join()).toMatch(/^npm start .*\nnpm test /);
  expect(TEXT).toContain(`Node ${engines.node.replace('>=', '≥ ')}`);
  expect(TEXT).toContain(`Licence: ${license}`);
});

test('shows no command of a part that is still to come', () => {
  const missing = PLANNED.filter((name) => !COMMANDS.some((entry) => entry.name === name));
  for (const name of missing) expect(TEXT).not.toMatch(new RegExp(`v13 ${name}\\b`));
  expect(section('Status')).toMatch(/Planned, and not there yet/);
});

describe('the tour', () => {
  const lines = blocksOf(section('A tour'), 'sh').join('').trim().split('\n');

  test('works as typed, without a network', { timeout: 120_000 }, () => {
    const folder = freshFolder();
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('V13_')));
    try {
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) {
        const command = line.replace('npx v13', `"${process.execPath}" "${BINARY}"`);
        const { status, stderr } = spawnSync(command, { shell: true, cwd: folder.path, env, encoding: 'utf8' });
        const wanted = Number(/# exit (\d+)/.exec(line)?.[1] ?? 0);
        expect({ line, status, stderr: status === wanted ? '' : stderr }).toEqual({ line, status: wanted, stderr: '' });
      }
    } finally {
      folder.remove();
    }
  });
});
