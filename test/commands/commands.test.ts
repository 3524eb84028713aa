// What the commands of the frame print, by running the built executable.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/cli/exit-codes.js';
import { BINARY, ensureBuilt, freshFolder, runCli } from '../support/cli.js';

let folder = freshFolder();
beforeAll(ensureBuilt);
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});
const v13 = (...args: string[]) => runCli(args, { cwd: folder.path });
const configure = (text: string) => {
  writeFileSync(join(folder.path, 'v13.yaml'), text);
};

describe('config', () => {
  test('show: value and origin of each key', async () => {
    configure('ofi:\n  z: { window: 600 }\n');
    const { code, stdout, stderr } = await v13('config', 'show', '--cvd-bar', '1s');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ofi\.z\.window +600 +v13\.yaml:2$/m);
    expect(stdout).toMatch(/^ofi\.z\.warmup +600 +follows ofi\.z\.window$/m);
    expect(stdout).toMatch(/^cvd\.bar +1s +--cvd-bar$/m);
    expect(stdout).toMatch(/^grid +100ms +default$/m);
    expect(stderr).toContain('next: ');
  });

  test('a faulty file stops every command that reads it: one line, exit 2', async () => {
    configure('ofi:\n  mod: cks5\n');
    const { code, stderr, stdout } = await v13('config', 'show');
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'v13: v13.yaml:2:3: unknown key ofi.mod; did you mean ofi.mode?\n',
    });
  });

  test('check: all faults, exit 2; a right file, exit 0; no file, exit 0', async () => {
    expect((await v13('config', 'check')).code).toBe(0);
    configure('grid: 100\nxyz: 1\n');
    const { code, stdout } = await v13('config', 'check');
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    configure('ofi: { z: { window: 10, warmup: 20 } }\n');
    expect((await v13('config', 'check')).stdout).toContain('is more than the window of 10 samples');
    configure('grid: 1s\n');
    expect(await v13('config', 'check')).toMatchObject({ code: 0, stdout: 'v13.yaml: right\n' });
  });

  test('a named file must exist; a folder is none', async () => {
    mkdirSync(join(folder.path, 'folder'));
    for (const name of ['absent.yaml', 'folder']) {
      expect((await v13('config', 'show', '--config', name)).code).toBe(2);
      expect((await v13('config', 'check', name)).code).toBe(2);
    }
  });

  test('the data root of a file is seen from the file', async () => {
    mkdirSync(join(folder.path, 'deep'));
    writeFileSync(join(folder.path, 'deep', 'other.yaml'), 'data: recordings\n');
    const { stdout } = await v13('config', 'show', '--config', 'deep/other.yaml', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ dataRoot: join(folder.path, 'deep', 'recordings') });
  });

  test('schema: JSON Schema that knows every key of show', async () => {
    const schema = JSON.parse((await v13('config', 'schema')).stdout) as { properties: object };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['grid', 'ofi', 'cvd', 'preset', 'data']));
  });

  test('unknown variables are refused', async () => {
    const { code, stderr } = await runCli(['config', 'show'], { env: { V13_GRIDD: '1s' } });
    expect(code).toBe(2);
    expect(stderr).toBe('v13: unknown environment variable V13_GRIDD; did you mean V13_GRID?\n');
  });
});

describe('start screen', () => {
  test('without data, and with two recordings', async () => {
    const empty = (await v13()).stdout;
    expect(empty).toContain('no data yet');
    expect(empty).not.toMatch(/^ {2}v13 replay {2,}\S/m);
    mkdirSync(join(folder.path, 'v13-data', 'day'), { recursive: true });
    for (const name of ['a.ndjson', 'day/b.ndjson.gz', 'notes.txt']) {
      writeFileSync(join(folder.path, 'v13-data', name), '12345');
    }
    const { stdout } = await v13();
    expect(stdout).toContain('2 recording(s), 10 B');
    expect(stdout).toMatch(/^ {2}v13 replay {2,}\S/m);
    expect((await v13('--data', 'v13-data')).stdout).toMatch(/^ {2}v13 replay --data v13-data {2,}\S/m);
    expect(JSON.parse((await v13('--json')).stdout)).toMatchObject({ schema: 'v13.start/1', recordings: 2, bytes: 10 });
  });
});

test('a faulty v13.yaml does not block the start screen, which names it', async () => {
  configure('ofi:\n  mod: cks5\n');
  const { code, stdout } = await v13();
  expect(code).toBe(0);
  expect(stdout).toContain('v13 config check');
  expect(stdout).toContain('v13.yaml:2:3: unknown key ofi.mod');
  expect(JSON.parse((await v13('--json')).stdout)).toMatchObject({
    configFault: expect.stringContaining('ofi.mod') as string,
  });
});

test('of several faults the first is told, and where all are', async () => {
  configure('grid: 100\nxyz: 1\n');
  const { code, stderr } = await v13('config', 'show');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^v13: v13\.yaml:1:7: .*; 2 faults in all, see `v13 config check`\n$/);
});

test('an empty argument is refused', async () => {
  for (const command of ['replay', 'explain']) {
    const { code, stderr } = await v13(command, '');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^v13: (FILE|TERM) is empty; /);
  }
});

describe('help and explain', () => {
  test('exit-codes is the table', async () => {
    const { stdout } = await v13('help', 'exit-codes');
    for (const { code, meaning } of EXIT_CODES) {
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${code} ${meaning}`);
    }
  });

  test.each(['config', 'formats', 'symbols', 'time'])('topic %s', async (topic) => {
    expect(await v13('help', topic)).toMatchObject({ code: 0, stderr: '' });
  });

  test('help COMMAND is COMMAND --help; an unknown word gets a suggestion', async () => {
    expect((await v13('help', 'config', 'show')).stdout).toBe((await v13('config', 'show', '--help')).stdout);
    const wrong = await v13('help', 'exit-code');
    expect(wrong).toMatchObject({ code: 2, stderr: 'v13: no command or topic exit-code; did you mean exit-codes?\n' });
  });

  test.each(['ofi', 'cvd', 'fusion', 'consistency', 'divergence', 'resync', 'gap', 'segment', 'z-score', 'warming'])(
    'explain %s: meaning and source',
    async (term) => {
      const { code, stdout } = await v13('explain', term);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^ {2}source /m);
    },
  );

  test('an unknown term gets a suggestion', async () => {
    expect(await v13('explain', 'fuson')).toMatchObject({
      code: 2,
      stderr: 'v13: nothing is known about fuson; did you mean fusion?\n',
    });
  });
});

describe('completion', () => {
  const complete = (script: string, words: readonly string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const run = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _v13; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', run], { encoding: 'utf8' }).stdout.trim().split('\n');
  };

  test('bash completes commands, second words, flags and choices', async () => {
    const { stdout } = await v13('completion', 'bash');
    expect(complete(stdout, ['v13', 'conf'])).toEqual(['config']);
    expect(complete(stdout, ['v13', 'config', ''])).toEqual(['show', 'check', 'schema']);
    expect(complete(stdout, ['v13', 'config', 'show', '--z-w'])).toEqual(['--z-window', '--z-warmup']);
    expect(complete(stdout, ['v13', 'config', 'show', '--ofi', ''])).toEqual(['cks5', 'cks1', 'pricekey', 'index']);
    expect(complete(stdout, ['v13', 'completion', 'f'])).toEqual(['fish']);
  });

  test('fish and zsh name every flag', async () => {
    expect((await v13('completion', 'fish')).stdout).toContain('-l z-window');
    expect((await v13('completion', 'zsh')).stdout).toMatch(/^#compdef v13\n/);
  });
});

test('a reader that goes away: exit 0, no word', async () => {
  const child = spawn(process.execPath, [BINARY, 'help', 'config'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('the build', () => {
  const script = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));

  test('the executable is executable, starts with a shebang and knows its version', async () => {
    expect(statSync(BINARY).mode & 0o111).not.toBe(0);
    expect(readFileSync(BINARY, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(existsSync(`${BINARY}.map`)).toBe(true);
    const { version } = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
    ) as { version: string };
    expect((await v13('--version')).stdout).toBe(`${version}\n`);
  });

  test('--if-needed builds nothing when nothing changed', () => {
    const before = statSync(BINARY).mtimeMs;
    spawnSync(process.execPath, [script, '--if-needed']);
    expect(statSync(BINARY).mtimeMs).toBe(before);
  });
});
