// Options and arguments as data: what help, completion, docs and the parser are all made from.

import type { PlanEnv } from './plan-env.js';

/** Help shows options in groups, in this order. */
export const OPTION_GROUPS = [
  'Input',
  'Market',
  'Time',
  'Length',
  'Storage',
  'Watching',
  'Computing',
  'Thresholds',
  'Judging',
  'Output',
  'General',
] as const;
export type OptionGroup = (typeof OPTION_GROUPS)[number];

/** Turns one text from the command line into a value, or throws UsageError naming `flag`. */
export type ValueParser<Value> = (text: string, flag: string, env: PlanEnv) => Value;

interface OptionBase {
  /** Long form, `--z-window`. Its name in the option table is the same in camelCase: `zWindow`. */
  readonly flag: `--${string}`;
  /** One letter, `-q`. */
  readonly short?: `-${string}`;
  readonly group: OptionGroup;
  /** One line, no full stop, no default in it. */
  readonly help: string;
}

/** `--digest`: true when given. */
export interface SwitchOption extends OptionBase {
  readonly kind: 'switch';
}

/** `--z-window N`: null when absent. The default that plan() fills in is shown from `default`. */
export interface ValueOption<Value> extends OptionBase {
  readonly kind: 'value';
  /** Placeholder in help: N, DURATION, FILE. */
  readonly value: string;
  readonly parse: ValueParser<Value>;
  /** Text of the value in force when the option is absent, as it would be typed; null where there is none. */
  readonly default: string | null;
  readonly unit?: string;
  /** What the value may be, for help and completion. */
  readonly choices?: readonly string[];
  /** Configuration keys that the option sets. */
  readonly keys?: readonly string[];
  /** Environment variables that stand for it. */
  readonly env?: readonly string[];
}

/** `--symbol A --symbol B`: every value given, in order; empty when absent. */
export interface ListOption<Value> extends Omit<ValueOption<Value>, 'kind'> {
  readonly kind: 'list';
}

export type OptionSpec = SwitchOption | ValueOption<unknown> | ListOption<unknown>;
export type OptionTable = Readonly<Record<string, OptionSpec>>;

export type OptionValue<Spec> = Spec extends { kind: 'switch' }
  ? boolean
  : Spec extends { kind: 'list'; parse: ValueParser<infer Value> }
    ? readonly Value[]
    : Spec extends { kind: 'value'; parse: ValueParser<infer Value> }
      ? Value | null
      : never;

export type OptionValues<Table extends OptionTable> = { readonly [Name in keyof Table]: OptionValue<Table[Name]> };

export interface ArgumentSpec {
  /** As shown: FILE, TOPIC. */
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  /** Takes all that follow; only the last argument may. */
  readonly variadic: boolean;
  readonly choices?: readonly string[];
}

/** Identity functions that keep the literal `kind` and infer the value's type. */
export const switchOption = (spec: Omit<SwitchOption, 'kind'>): SwitchOption => ({ kind: 'switch', ...spec });
export const valueOption = <Value>(spec: Omit<ValueOption<Value>, 'kind'>): ValueOption<Value> => ({
  kind: 'value',
  ...spec,
});
export const listOption = <Value>(spec: Omit<ListOption<Value>, 'kind'>): ListOption<Value> => ({
  kind: 'list',
  ...spec,
});
