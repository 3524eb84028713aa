// argv → values: commander splits the words, the parsers of the options read them.

import { Command as Commander, CommanderError, Option } from 'commander';
import { UsageError } from '../platform/errors.js';
import type { CommandShape } from './command-shape.js';
import type { Input } from './command.js';
import { suggestion } from './did-you-mean.js';
import { type GlobalValues, globalOptions } from './global-options.js';
import type { ArgumentSpec, OptionSpec, OptionTable } from './option.js';
import type { PlanEnv } from './plan-env.js';
import { accept } from './values/refuse.js';
import { parseChoice } from './values/choice.js';

/** Words as typed: option name → text, texts or true; and the arguments. */
export interface RawInput {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly args: readonly string[];
}

const allOptions = (shape: CommandShape): OptionTable => ({ ...shape.options, ...globalOptions });

function commanderOption(spec: OptionSpec): Option {
  const flags = spec.short === undefined ? spec.flag : `${spec.short}, ${spec.flag}`;
  if (spec.kind === 'switch') {
    const option = new Option(flags);
    // Else commander takes `--no-tui` for the opposite of `--tui`, and the later of the two would win in silence.
    option.negate = false;
    return option;
  }
  const option = new Option(`${flags} <value>`);
  if (spec.kind === 'value') return option;
  return option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
}

function unknownFlag(flag: string, options: OptionTable): UsageError {
  const name = flag.split('=', 1)[0] ?? flag;
  const known = Object.values(options).map((option) => option.flag);
  return new UsageError(`unknown flag ${name}`, {
    code: 'V13_OPTION_UNKNOWN',
    hint: suggestion(name, known) ?? '--help lists the flags',
    details: { flag: name },
  });
}

/** Splits the words. Throws UsageError on an unknown flag or a flag without its value. */
export function splitWords(words: readonly string[], shape: CommandShape): RawInput {
  const options = allOptions(shape);
  const commander = new Commander(shape.name).exitOverride().helpOption(false);
  commander.configureOutput({ writeErr: () => undefined });
  const names = new Map<string, string>();
  for (const [name, spec] of Object.entries(options)) {
    const option = commanderOption(spec);
    names.set(name, option.attributeName());
    commander.addOption(option);
  }
  const { operands, unknown } = parseWords(commander, words);
  const stranger = unknown.find((word) => /^-\D/.test(word));
  if (stranger !== undefined) throw unknownFlag(stranger, options);
  const typed: Record<string, string | boolean | readonly string[] | undefined> = commander.opts();
  return {
    // No flag begins with a digit: `-90s` is a time, and commander puts it and the arguments behind it aside.
    args: [...operands, ...unknown],
    options: Object.fromEntries([...names].map(([name, attribute]) => [name, typed[attribute]])),
  };
}

type Raw = RawInput['options'][string];

function parseWords(commander: Commander, words: readonly string[]): { operands: string[]; unknown: string[] } {
  try {
    return commander.parseOptions([...words]);
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    // The only fault commander finds here is a missing value, and that can only be behind the last word.
    const flag = words.at(-1) ?? '';
    throw new UsageError(`${flag} needs a value`, { code: 'V13_OPTION_VALUE', hint: '--help shows which', cause });
  }
}

function parseOption(spec: OptionSpec, raw: Raw, env: PlanEnv): unknown {
  if (spec.kind === 'switch') return raw === true;
  const texts = raw === undefined ? [] : Array.isArray(raw) ? (raw as readonly string[]) : [String(raw)];
  const values = texts.map((text) => spec.parse(text, spec.flag, env));
  return spec.kind === 'list' ? values : (values[0] ?? null);
}

/** Values of the global flags; they need no environment, for they make it. */
export function parseGlobals(raw: RawInput): GlobalValues {
  const none = {} as PlanEnv;
  return Object.fromEntries(
    Object.entries(globalOptions).map(([name, spec]) => [name, parseOption(spec, raw.options[name], none)]),
  ) as GlobalValues;
}

/** The arguments, choices in their own spelling. */
function parseArguments(args: readonly string[], shape: CommandShape): readonly string[] {
  const specs = shape.arguments;
  const missing = specs[args.length];
  if (missing?.required === true) {
    throw new UsageError(`v13 ${shape.name} needs ${missing.name}: ${missing.help}`, {
      code: 'V13_ARGUMENT_MISSING',
      hint: `for example: ${shape.examples[0].line}`,
    });
  }
  return args.map((text, index) => {
    const last = specs.at(-1);
    const spec: ArgumentSpec | undefined = specs[index] ?? (last?.variadic === true ? last : undefined);
    if (spec === undefined) {
      throw new UsageError(`v13 ${shape.name} takes no argument ${text}`, {
        code: 'V13_ARGUMENT_EXCESS',
        hint: `v13 ${shape.name} --help`,
      });
    }
    if (text === '') {
      throw new UsageError(`${spec.name} is empty`, {
        code: 'V13_ARGUMENT_EMPTY',
        hint: 'is a variable in the command line unset?',
      });
    }
    return spec.choices === undefined ? text : accept(parseChoice(text, spec.choices), spec.name, text);
  });
}

/** Reads every value. Throws UsageError at the first that cannot be read. */
export function parseInput(raw: RawInput, shape: CommandShape, env: PlanEnv): Input<OptionTable> {
  const args = parseArguments(raw.args, shape);
  const options = Object.fromEntries(
    Object.entries(shape.options).map(([name, spec]) => [name, parseOption(spec, raw.options[name], env)]),
  );
  return { options, args };
}
