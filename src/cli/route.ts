// Which command a command line calls, found without loading any.

import { UsageError } from '../platform/errors.js';
import { suggestion } from './did-you-mean.js';

export type Route<Entry> =
  | { readonly kind: 'start'; readonly args: readonly string[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'group'; readonly name: string; readonly help: boolean; readonly members: readonly Entry[] }
  /** `args`: the line without the words of the command's name. */
  | { readonly kind: 'command'; readonly entry: Entry; readonly help: boolean; readonly args: readonly string[] };

/** Global flags that take the next word; all others before the command take none. */
const TAKES_VALUE = new Set(['--data', '--config', '--tz', '--lang']);

/** Index of the first word that is neither a flag nor the value of a global flag; -1 without one. */
function firstWord(argv: readonly string[]): number {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (!word.startsWith('-')) return i;
    if (TAKES_VALUE.has(word)) i++;
  }
  return -1;
}

function unknownCommand(typed: string, names: readonly string[]): UsageError {
  return new UsageError(`unknown command ${typed}`, {
    code: 'V13_COMMAND_UNKNOWN',
    hint: suggestion(typed, names) ?? 'v13 --help lists the commands',
    details: { command: typed },
  });
}

/** Throws UsageError with the nearest name where no command fits. */
export function route<Entry extends { readonly name: string }>(
  argv: readonly string[],
  table: readonly Entry[],
): Route<Entry> {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  const help = flags.includes('--help') || flags.includes('-h');
  const at = firstWord(argv);
  if (at < 0) {
    if (help) return { kind: 'help' };
    return flags.some((flag) => flag === '--version' || flag === '-V')
      ? { kind: 'version' }
      : { kind: 'start', args: argv };
  }
  const first = argv[at] ?? '';
  const second = argv[at + 1] ?? '';
  const without = (count: number) => [...argv.slice(0, at), ...argv.slice(at + count)];
  const pair = table.find(({ name }) => name === `${first} ${second}`);
  if (pair !== undefined) return { kind: 'command', entry: pair, help, args: without(2) };
  const single = table.find(({ name }) => name === first);
  const members = table.filter(({ name }) => name.startsWith(`${first} `));
  const names = table.map(({ name }) => name);
  // A command that others are named after (`lake`, `lake compact`) takes no word of its own: it is one of theirs, mistyped.
  const isMistyped = members.length > 0 && second !== '' && !second.startsWith('-');
  if (single !== undefined && isMistyped) throw unknownCommand(`${first} ${second}`, names);
  if (single !== undefined) return { kind: 'command', entry: single, help, args: without(1) };
  if (members.length === 0)
    throw unknownCommand(first, [...new Set(names.flatMap((name) => [name, name.split(' ')[0] ?? name]))]);
  if (second === '' || second.startsWith('-')) return { kind: 'group', name: first, help, members };
  throw unknownCommand(`${first} ${second}`, names);
}
