// The conventions for people and scripts, checked for every command of the table: a new one is covered by being in it.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/cli/command.js';
import { SECTIONS } from '../../src/cli/command-shape.js';
import { EXIT_CODES } from '../../src/cli/exit-codes.js';
import { globalOptions } from '../../src/cli/global-options.js';
import { OPTION_GROUPS } from '../../src/cli/option.js';
import { COMMANDS, START } from '../../src/commands/index.js';
import { ensureBuilt, runCli } from '../support/cli.js';
import { testEnv } from '../support/plan-env.js';

const ENTRIES = [...COMMANDS, START];
const LOADED: readonly (readonly [name: string, command: Command])[] = await Promise.all(
  ENTRIES.map(async (entry) => [entry.name, await entry.load()] as const),
);
const TYPED = LOADED.filter(([name]) => name !== START.name);

beforeAll(() => {
  ensureBuilt();
});

describe.each(LOADED)('%s, as data', (name, command) => {
  const options = Object.entries(command.options);

  test('the table and the command say the same', () => {
    const entry = ENTRIES.find((one) => one.name === name);
    expect({ name: command.name, summary: command.summary }).toEqual({ name: entry?.name, summary: entry?.summary });
    expect(SECTIONS).toContain(entry?.section);
  });

  test('has at least three different examples of itself', () => {
    const lines = command.examples.map(({ line }) => line);
    expect(new Set(lines).size).toBeGreaterThanOrEqual(3);
    expect(lines.join('\n')).toContain(name === 'start' ? 'v13' : `v13 ${name}`);
  });

  test('option names are the flags in camelCase, none is a global one, all groups are known', () => {
    for (const [key, option] of options) {
      const camel = option.flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(key).toBe(camel);
      expect(Object.keys(globalOptions)).not.toContain(key);
      expect(OPTION_GROUPS).toContain(option.group);
      expect(option.help).not.toMatch(/\.$/);
    }
  });

  test('defaults are values that the option itself accepts', () => {
    for (const [, option] of options) {
      if (option.kind === 'switch' || option.default === null) continue;
      const text = option.default;
      expect(() => option.parse(text, option.flag, testEnv())).not.toThrow();
      const parts = option.kind === 'list' ? text.split(',') : [text];
      if (option.choices !== undefined) expect(option.choices).toEqual(expect.arrayContaining(parts));
    }
  });

  test('only the last argument may be variadic, and no required one follows an optional one', () => {
    const shapes = command.arguments;
    expect(shapes.slice(0, -1).some(({ variadic }) => variadic)).toBe(false);
    const firstOptional = shapes.findIndex(({ required }) => !required);
    if (firstOptional >= 0) expect(shapes.slice(firstOptional).every(({ required }) => !required)).toBe(true);
  });
});

describe.each(TYPED)('%s, as typed', (name, command) => {
  const words = name.split(' ');

  test('--help: examples first, then every flag in its group with its default', async () => {
    const { code, stdout, stderr } = await runCli([...words, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe(`v13 ${name}: ${command.summary}`);
    expect(stdout.split('\n')[2]).toBe('Examples');
    for (const { line } of command.examples) expect(stdout).toContain(line);
    const flat = stdout.replaceAll(/\s+/g, ' ');
    for (const option of [...Object.values(command.options), ...Object.values(globalOptions)]) {
      expect(stdout).toContain(`\n${option.group}\n`);
      expect(stdout).toContain(option.flag);
      if (option.kind !== 'switch' && option.default !== null) expect(flat).toContain(`default ${option.default}`);
      if (option.kind !== 'switch' && option.unit !== undefined) expect(flat).toContain(option.unit);
    }
  });

  test('an unknown flag: exit 2, one line on stderr, a suggestion, nothing on stdout', async () => {
    const { code, stdout, stderr } = await runCli([...words, '--jsno']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('v13: unknown flag --jsno; did you mean --json?\n');
  });

  test('a global flag without its value: exit 2, one line', async () => {
    const { code, stderr } = await runCli([...words, '--data']);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a mistyped name: exit 2 and the right one', async () => {
    const last = words.at(-1) ?? '';
    const wrong = `${last.slice(0, -1)}${last.at(-1) === 'x' ? 'y' : 'x'}`;
    const { code, stderr } = await runCli([...words.slice(0, -1), wrong]);
    expect(code).toBe(2);
    expect(stderr).toContain(`did you mean ${name}?`);
  });

  test('--json: one JSON document with a schema on stdout, whatever the outcome', async () => {
    const { code, stdout } = await runCli([...words, '--json']);
    const { schema } = JSON.parse(stdout) as { schema: string };
    expect(schema).toBe(code === 0 || code === 1 || code === 6 ? `v13.${name.replaceAll(' ', '-')}/1` : 'v13.error/1');
  });

  test('the exit code is one of the table', async () => {
    const { code } = await runCli(words);
    expect(EXIT_CODES.map((row) => row.code)).toContain(code);
    expect(code).not.toBe(70);
  });

  test('--dry-run prints the plan and nothing else, as text and as JSON', async () => {
    const given = command.arguments.filter(({ required }) => required).map(({ choices }) => choices?.[0] ?? 'missing');
    const { code, stdout } = await runCli([...words, ...given, '--dry-run', '--json']);
    const document = JSON.parse(stdout) as { schema: string };
    expect(document.schema).toBe(code === 0 ? `v13.${name.replaceAll(' ', '-')}.plan/1` : 'v13.error/1');
    expect(code === 0 || code === 2 || code === 3).toBe(true);
  });

  test('never colours a pipe, and not with NO_COLOR', async () => {
    const { stdout, stderr } = await runCli(words, { env: { NO_COLOR: '1' } });
    expect(stdout + stderr).not.toContain('\u001b[');
  });
});

describe('the table', () => {
  test('names are one or two lower-case words, each once', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+( [a-z]+)?$/);
  });

  test('every flag means the same wherever it appears', () => {
    const meanings = new Map<string, string>();
    for (const [, command] of LOADED) {
      for (const option of Object.values(command.options)) {
        // A conversion goes to a format, a range of time to its end.
        if (command.name === 'convert' && option.flag === '--to') continue;
        const shape = `${option.kind} ${option.kind === 'switch' ? '' : option.value}`;
        expect(meanings.get(option.flag) ?? shape).toBe(shape);
        meanings.set(option.flag, shape);
      }
    }
  });
});
