// Flags, exit codes, configuration keys, variables and error codes that the docs name are those of the code.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG_KEYS, VARIABLE_NAMES } from '../../src/cli/config/keys.js';
import { EXIT_CODES } from '../../src/cli/exit-codes.js';
import { globalOptions } from '../../src/cli/global-options.js';
import type { OptionSpec } from '../../src/cli/option.js';
import { COMMANDS } from '../../src/commands/index.js';
import { ROOT, type Page, codeSpans, docPages, page, sectionsOf, shellLines, sorted } from '../support/docs.js';

/** Flags of other programs that the docs show: npm, node, our scripts. */
const FOREIGN_FLAGS = ['--check', '--expose-gc', '--inside'];

const GLOBAL: readonly OptionSpec[] = Object.values(globalOptions);
const SHAPES = await Promise.all(COMMANDS.map((entry) => entry.load()));
const flagsOf = (options: readonly OptionSpec[]) =>
  options.flatMap(({ flag, short }) => [flag, ...(short ? [short] : [])]);
const ALL_FLAGS = [
  ...flagsOf([...GLOBAL, ...SHAPES.flatMap(({ options }) => Object.values(options))]),
  '--version',
  '-V',
];

/** A command line as the docs show it: which of its flags the command does not have. */
function wrongFlags(line: string): string[] {
  // What stands in quotes is another program's.
  const words = line
    .replace(/^npx /, '')
    .replaceAll(/"[^"]*"/g, 'x')
    .split(/\s+/);
  // `lake compact` before `lake`.
  const shape = [...SHAPES]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => `v13 ${name}` === words.slice(0, 1 + name.split(' ').length).join(' '));
  if (shape === undefined)
    return words.length === 1 || words[1]?.startsWith('-') === true ? [] : [`no command: ${line}`];
  const known = flagsOf([...GLOBAL, ...Object.values(shape.options)]);
  return words.filter((word) => /^--?[a-z]/.test(word) && !known.includes(word as `--${string}`));
}

const isCommandLine = (text: string) => /^(npx )?v13( |$)/.test(text) && !/[…<]|COMMAND|FILE|TERM|TOPIC|\|/.test(text);

/** Everything in a page that names something of the code and is not there. */
function faultsOf({ text }: Page): string[] {
  const spans = codeSpans(text);
  const flags = spans.flatMap((span) => span.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? []);
  const lines = [...spans, ...shellLines(text)].filter(isCommandLine);
  const exits = [...text.matchAll(/exit(?: code)? (\d+)/g)].map(([, code]) => Number(code));
  const names = [...text.matchAll(/\bV13_[A-Z_]*[A-Z]\b/g)].map(([name]) => name);
  return [
    ...flags.filter((flag) => ![...ALL_FLAGS, ...FOREIGN_FLAGS].includes(flag as `--${string}`)),
    ...lines.flatMap(wrongFlags),
    ...exits.filter((code) => !EXIT_CODES.some((row) => row.code === code)).map((code) => `exit ${code}`),
    ...names.filter((name) => !VARIABLE_NAMES.includes(name) && !ERROR_CODES.has(name)),
  ];
}

/** Error codes of the source: every text V13_… that is not the name of a variable. */
function errorCodes(): Set<string> {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const texts = files.map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(/'(V13_[A-Z_]+)'/g)].map(([, name]) => name ?? ''));
  return new Set(found.filter((name) => !VARIABLE_NAMES.includes(name)));
}

const ERROR_CODES = errorCodes();

test.each(docPages())('$path names nothing that is not there', (one) => {
  expect(faultsOf(one)).toEqual([]);
});

test('npm scripts that the docs show exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const shown = docPages().flatMap(({ text }) =>
    [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? ''),
  );
  for (const name of shown) expect(Object.keys(scripts)).toContain(name);
});

describe('docs/exit-codes.md', () => {
  const { text } = page('docs/exit-codes.md');

  test('every error code of the code is explained here or in docs/formats.md, once', () => {
    const rows = (of: string) => [...of.matchAll(/^\| `(V13_[A-Z_]+)` \|/gm)].map(([, name]) => name ?? '');
    const inFormats = page('docs/formats.md').text.match(/V13_[A-Z_]*[A-Z]/g) ?? [];
    const explained = [...rows(text), ...new Set(inFormats)];
    expect(sorted(explained)).toEqual(sorted([...ERROR_CODES]));
  });

  test('a code stands in the section of the exit code that it leads to', () => {
    for (const { title, text: body } of sectionsOf(text).filter((section) => section.title.startsWith('Code'))) {
      const [, exit = ''] = /exit (\d+)/.exec(title) ?? [];
      expect(EXIT_CODES.map(({ code }) => String(code))).toContain(exit);
      expect(body).toMatch(/V13_/);
    }
  });
});

test('docs/config.md names only keys that exist, outside its generated tables too', () => {
  const { text } = page('docs/config.md');
  const dotted = codeSpans(text).filter((span) => /^[a-z]+(\.[a-z_]+)+$/.test(span) && !/\.(yaml|json|md)$/.test(span));
  expect(dotted.length).toBeGreaterThan(30);
  for (const key of dotted) expect(CONFIG_KEYS.map((one) => one.key)).toContain(key);
});

describe('the checks', () => {
  const faults = (text: string) => faultsOf({ path: 'a.md', text });

  test('find a flag, an exit code, a variable and an error code that do not exist', () => {
    expect(faults('`--gird` ends with exit 9, see `V13_GIRD` and `V13_NOTHING`')).toEqual([
      '--gird',
      'exit 9',
      'V13_GIRD',
      'V13_NOTHING',
    ]);
  });

  test('find a flag of another command, and a command that is not there yet', () => {
    expect(faults('`v13 replay day.ndjson --seed 7`')).toEqual(['--seed']);
    expect(faults('```sh\nnpx v13 foretell --symbol ETHUSDT   # later\n```\n')).toEqual([
      'no command: npx v13 foretell --symbol ETHUSDT',
    ]);
  });

  test('pass what is there', () => {
    expect(faults('`v13 replay a.ndjson --digest -q`, `--no-color`, exit 130, `V13_CONFIG`, `V13_BUG`')).toEqual([]);
  });
});
