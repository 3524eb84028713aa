// The README: short, its tour works as typed, and it promises nothing that is not there.

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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

/** Port of the emulator in the tour; the test takes a free one, since others may run beside it. */
const TOUR_PORT = '8399';

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** What an emulator in the background has said in its first line; null before that. */
function listening(log: string): { readonly pid: number } | null {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return text.includes('\n') ? (JSON.parse(text.slice(0, text.indexOf('\n'))) as { pid: number }) : null;
}

describe('the tour', () => {
  const lines = blocksOf(section('A tour'), 'sh').join('').trim().split('\n');

  test('works as typed, without a network', { timeout: 240_000 }, async () => {
    const folder = freshFolder();
    const log = join(folder.path, 'emulator.log');
    const port = await freePort();
    // No proxy of the machine: the tour stays on it.
    const foreign = /^(V13_|(https?|all)_proxy$)/i;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    try {
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) {
        const command = line.replace('npx v13', `"${process.execPath}" "${BINARY}"`).replace(TOUR_PORT, port);
        const { status, stderr } = spawnSync(command, { shell: true, cwd: folder.path, env, encoding: 'utf8' });
        const wanted = Number(/# exit (\d+)/.exec(line)?.[1] ?? 0);
        expect({ line, status, stderr: status === wanted ? '' : stderr }).toEqual({ line, status: wanted, stderr: '' });
        while (/&\s+#/.test(line) && listening(log) === null) await setTimeout(50);
      }
    } finally {
      const emulator = listening(log);
      if (emulator !== null) process.kill(emulator.pid, 'SIGTERM');
      folder.remove();
    }
  });
});
