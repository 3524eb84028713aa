// Help texts from the data of the commands: examples first, flags in groups, defaults and units shown.

import { START_EXAMPLES } from '../text/en/start.js';
import type { CommandShape, Example, ListedCommand } from './command-shape.js';
import { SECTIONS } from './command-shape.js';
import { globalOptions } from './global-options.js';
import { type ArgumentSpec, OPTION_GROUPS, type OptionSpec } from './option.js';

const WIDTH = 100;
const LARGEST_COLUMN = 34;

/** Breaks text at blanks into lines of at most `width`. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Two columns, the second wrapped; rows whose first cell is too long start the second one line below. */
export function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const longest = Math.max(...rows.map(([left]) => left.length).filter((length) => length <= LARGEST_COLUMN), 0);
  const indent = ' '.repeat(longest + 4);
  return rows
    .map(([left, right]) => {
      const lines = wrap(right, Math.max(30, WIDTH - indent.length));
      const first = left.length > longest ? `  ${left}\n${indent}` : `  ${left.padEnd(longest)}  `;
      return first + lines.join(`\n${indent}`);
    })
    .join('\n');
}

const section = (title: string, body: string) => `${title}\n${body}\n`;

const examplesText = (examples: readonly Example[]) =>
  section('Examples', columns(examples.map((e) => [e.line, e.does])));

function argumentText({ name, required, variadic }: ArgumentSpec): string {
  const shown = variadic ? `${name}...` : name;
  return required ? shown : `[${shown}]`;
}

/** `(a, b; default a; repeatable)`: what a value may be and what it is when absent. */
function optionNote(option: OptionSpec): string {
  if (option.kind === 'switch') return '';
  const parts: string[] = [];
  if (option.choices !== undefined) parts.push(option.choices.join(' | '));
  const unit = option.unit === undefined ? '' : ` ${option.unit}`;
  if (option.default !== null) parts.push(`default ${option.default}${unit}`);
  else if (unit !== '') parts.push(`in${unit}`);
  if (option.kind === 'list') parts.push('repeatable');
  if (option.env?.length === 1) parts.push(`env ${option.env.join(', ')}`);
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function optionRow(option: OptionSpec): readonly [string, string] {
  const flags = option.short === undefined ? option.flag : `${option.short}, ${option.flag}`;
  const left = option.kind === 'switch' ? flags : `${flags} ${option.value}`;
  return [left, option.help + optionNote(option)];
}

function optionGroups(options: readonly OptionSpec[]): string[] {
  return OPTION_GROUPS.flatMap((group) => {
    const members = options.filter((option) => option.group === group);
    return members.length === 0 ? [] : [section(group, columns(members.map(optionRow)))];
  });
}

/** `v13 replay --help`. */
export function commandHelp(shape: CommandShape): string {
  const usage = ['v13', shape.name, ...shape.arguments.map(argumentText), '[flags]'].join(' ');
  const parts = [
    `v13 ${shape.name}: ${shape.summary}\n`,
    examplesText(shape.examples),
    section('Usage', `  ${usage}`),
    ...(shape.description === undefined ? [] : [`${wrap(shape.description, WIDTH).join('\n')}\n`]),
  ];
  if (shape.arguments.length > 0) {
    const rows = shape.arguments.map((argument) => {
      const choices = argument.choices === undefined ? '' : ` (${argument.choices.join(' | ')})`;
      return [argumentText(argument), argument.help + choices] as const;
    });
    parts.push(section('Arguments', columns(rows)));
  }
  return [...parts, ...optionGroups([...Object.values(shape.options), ...Object.values(globalOptions)])].join('\n');
}

export interface RootText {
  readonly tagline: string;
  readonly more: string;
}

function commandList(table: readonly ListedCommand[]): string[] {
  return SECTIONS.flatMap((title) => {
    const members = table.filter((entry) => entry.section === title);
    return members.length === 0 ? [] : [section(title, columns(members.map((e) => [e.name, e.summary])))];
  });
}

/** Examples of the commands that there are. */
export const presentExamples = (
  examples: readonly (Example & { readonly command: string })[],
  table: readonly ListedCommand[],
): readonly Example[] => examples.filter(({ command }) => table.some(({ name }) => name === command));

/** `v13 --help`: from the table alone, no command is loaded. */
export function rootHelp(table: readonly ListedCommand[], text: RootText): string {
  const flags = [...Object.values(globalOptions).map(optionRow), ['-V, --version', 'print the version'] as const];
  return [
    `v13: ${text.tagline}\n`,
    examplesText(presentExamples(START_EXAMPLES, table)),
    section('Usage', '  v13 COMMAND [arguments] [flags]'),
    ...commandList(table),
    section('Flags of every command', columns(flags)),
    `${text.more}\n`,
  ].join('\n');
}

/** `v13 config --help`. */
export function groupHelp(name: string, members: readonly ListedCommand[]): string {
  return [
    section('Usage', `  v13 ${name} COMMAND [flags]`),
    section('Commands', columns(members.map((entry) => [entry.name, entry.summary]))),
  ].join('\n');
}
