// What a command is: one object of data, a pure plan() and a thin run(). See commands/config.ts for an example.

import type { CommandShape, ListedCommand } from './command-shape.js';
import type { Context } from './context.js';
import type { ExitCode } from './exit-codes.js';
import type { OptionTable, OptionValues } from './option.js';
import type { PlanEnv } from './plan-env.js';

export interface Input<Table extends OptionTable> {
  readonly options: OptionValues<Table>;
  /** Positional arguments in order. */
  readonly args: readonly string[];
}

/**
 * `Plan` is plain data (JSON gives it back): it is what `--dry-run` prints.
 * plan() fills every default and refuses every conflict by throwing UsageError; it reads nothing but its arguments.
 * run() does what the plan says and returns the exit code; it throws V13Error on failure.
 * Methods, not function properties: so that a command of any option table fits the list of all commands.
 */
export interface Command<
  Table extends OptionTable = OptionTable,
  Plan extends object = object,
> extends CommandShape<Table> {
  plan(input: Input<Table>, env: PlanEnv): Plan;
  run(plan: Plan, ctx: Context): Promise<ExitCode>;
  /** Lines for people under --dry-run; without it the plan is printed as `key: value`. */
  describe?(plan: Plan): readonly string[] | Promise<readonly string[]>;
}

/** Infers the option table and the plan type; gives the object back. */
export const defineCommand = <const Table extends OptionTable, Plan extends object>(
  command: Command<Table, Plan>,
): Command<Table, Plan> => command;

export type CommandEntry = ListedCommand<Command>;
export type CommandTable = readonly CommandEntry[];
