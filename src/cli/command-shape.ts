// The part of a command that is only data: all that help, completion and the docs need.

import type { ArgumentSpec, OptionTable } from './option.js';

export interface Example {
  /** The whole line as typed: `v13 replay day.ndjson.gz --digest`. */
  readonly line: string;
  /** What it does, one short phrase. */
  readonly does: string;
}

export interface CommandShape<Table extends OptionTable = OptionTable> {
  /** One or two words: `replay`, `config show`. */
  readonly name: string;
  readonly summary: string;
  /** Longer text under the summary in help. */
  readonly description?: string;
  readonly examples: readonly [Example, Example, Example, ...Example[]];
  readonly arguments: readonly ArgumentSpec[];
  readonly options: Table;
  /**
   * False: v13.yaml and V13_… are not read before plan() (help, completion). `if-sound`: a faulty one is passed over,
   * with its fault in `config.fault`. Default true: a faulty one ends the run.
   */
  readonly usesConfig?: boolean | 'if-sound';
}

/** Headings of `v13 --help`, in order. */
export const SECTIONS = ['Get data', 'Compute', 'Judge', 'Trade', 'Learn', 'Look things up', 'Set up'] as const;
export type Section = (typeof SECTIONS)[number];

/** A line of the table of all commands: enough for `v13 --help` without loading the command. */
export interface ListedCommand<Shape extends CommandShape = CommandShape> {
  readonly name: string;
  readonly summary: string;
  readonly section: Section;
  load(): Promise<Shape>;
}
