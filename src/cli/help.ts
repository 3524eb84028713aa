// Help texts from the data of the commands: examples first, flags in groups, defaults and units shown.

import { START_EXAMPLES } from '../text/en/start.js';
import { padText, textWidth } from '../text/width.js';
import { ENGLISH, type Words } from '../text/words.js';
import { wrapText } from '../text/wrap.js';
import type { CommandShape, Example, ListedCommand } from './command-shape.js';
import { SECTIONS } from './command-shape.js';
import { globalOptions } from './global-options.js';
import { type ArgumentSpec, OPTION_GROUPS, type OptionSpec } from './option.js';

const WIDTH = 100;
const LARGEST_COLUMN = 34;

/** Text in lines of at most `width` cells; what cannot be broken (a path, a command) stands out. */
export const wrap = (text: string, width: number): string[] => wrapText(text, width, 'keep');

/** Two columns, the second wrapped; rows whose first cell is too long start the second one line below. */
export function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const longest = Math.max(...rows.map(([left]) => textWidth(left)).filter((cells) => cells <= LARGEST_COLUMN), 0);
  const indent = ' '.repeat(longest + 4);
  return rows
    .map(([left, right]) => {
      const lines = wrap(right, Math.max(30, WIDTH - indent.length));
      const first = textWidth(left) > longest ? `  ${left}\n${indent}` : `  ${padText(left, longest)}  `;
      return first + lines.join(`\n${indent}`);
    })
    .join('\n');
}

const section = (title: string, body: string) => `${title}\n${body}\n`;

const examplesText = (examples: readonly Example[], { label, message }: Words) =>
  section(label('Examples'), columns(examples.map((e) => [e.line, message(e.does)])));

function argumentText({ name, required, variadic }: ArgumentSpec): string {
  const shown = variadic ? `${name}...` : name;
  return required ? shown : `[${shown}]`;
}

/** `(a | b; default a; repeatable)`: what a value may be and what it is when absent. */
function optionNote(option: OptionSpec, { label, message }: Words): string {
  if (option.kind === 'switch') return '';
  const parts: string[] = [];
  if (option.choices !== undefined) parts.push(option.choices.join(' | '));
  const unit = option.unit === undefined ? '' : ` ${label(option.unit)}`;
  if (option.default !== null) parts.push(`${label('default')} ${message(option.default)}${unit}`);
  else if (unit !== '') parts.push(`${label('in')}${unit}`);
  if (option.kind === 'list') parts.push(label('repeatable'));
  if (option.env?.length === 1) parts.push(message(`env ${option.env.join(', ')}`));
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function optionRow(option: OptionSpec, words: Words): readonly [string, string] {
  const flags = option.short === undefined ? option.flag : `${option.short}, ${option.flag}`;
  const left = option.kind === 'switch' ? flags : `${flags} ${words.label(option.value)}`;
  return [left, words.message(option.help) + optionNote(option, words)];
}

function optionGroups(options: readonly OptionSpec[], words: Words): string[] {
  return OPTION_GROUPS.flatMap((group) => {
    const members = options.filter((option) => option.group === group);
    if (members.length === 0) return [];
    return [section(words.label(group), columns(members.map((option) => optionRow(option, words))))];
  });
}

function argumentSection(specs: readonly ArgumentSpec[], { label, message }: Words): string {
  const rows = specs.map((argument) => {
    const choices = argument.choices === undefined ? '' : ` (${argument.choices.join(' | ')})`;
    return [argumentText(argument), message(argument.help) + choices] as const;
  });
  return section(label('Arguments'), columns(rows));
}

/** `v13 replay --help`. */
export function commandHelp(shape: CommandShape, words: Words = ENGLISH): string {
  const { label, message } = words;
  const usage = ['v13', shape.name, ...shape.arguments.map(argumentText), `[${label('flags')}]`].join(' ');
  return [
    `v13 ${shape.name}: ${message(shape.summary)}\n`,
    examplesText(shape.examples, words),
    section(label('Usage'), `  ${usage}`),
    ...(shape.description === undefined ? [] : [`${wrap(message(shape.description), WIDTH).join('\n')}\n`]),
    ...(shape.arguments.length === 0 ? [] : [argumentSection(shape.arguments, words)]),
    ...optionGroups([...Object.values(shape.options), ...Object.values(globalOptions)], words),
  ].join('\n');
}

export interface RootText {
  readonly tagline: string;
  readonly more: string;
}

const entryRows = (entries: readonly ListedCommand[], { message }: Words) =>
  columns(entries.map((entry) => [entry.name, message(entry.summary)]));

function commandList(table: readonly ListedCommand[], words: Words): string[] {
  return SECTIONS.flatMap((title) => {
    const members = table.filter((entry) => entry.section === title);
    return members.length === 0 ? [] : [section(words.label(title), entryRows(members, words))];
  });
}

/** Examples of the commands that there are. */
export const presentExamples = (
  examples: readonly (Example & { readonly command: string })[],
  table: readonly ListedCommand[],
): readonly Example[] => examples.filter(({ command }) => table.some(({ name }) => name === command));

/** `v13 --help`: from the table alone, no command is loaded. */
export function rootHelp(table: readonly ListedCommand[], text: RootText, words: Words = ENGLISH): string {
  const { label, message } = words;
  const flags = Object.values(globalOptions).map((option) => optionRow(option, words));
  return [
    `v13: ${message(text.tagline)}\n`,
    examplesText(presentExamples(START_EXAMPLES, table), words),
    section(label('Usage'), `  v13 COMMAND [${label('arguments')}] [${label('flags')}]`),
    ...commandList(table, words),
    section(label('Flags of every command'), columns([...flags, ['-V, --version', message('print the version')]])),
    `${message(text.more)}\n`,
  ].join('\n');
}

/** `v13 config --help`. */
export function groupHelp(name: string, members: readonly ListedCommand[], words: Words = ENGLISH): string {
  return [
    section(words.label('Usage'), `  v13 ${name} COMMAND [${words.label('flags')}]`),
    section(words.label('Commands'), entryRows(members, words)),
  ].join('\n');
}
