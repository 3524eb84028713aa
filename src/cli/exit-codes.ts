// The exit codes, as data: the one table behind `v13 help exit-codes`, the frame and the docs.

import { BrokenPipeError, InterruptedError, V13Error, type ErrorKind } from '../platform/errors.js';

export const EXIT = {
  done: 0,
  negative: 1,
  usage: 2,
  data: 3,
  venue: 4,
  storage: 5,
  inconclusive: 6,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface ExitCodeRow {
  readonly code: ExitCode;
  readonly name: keyof typeof EXIT;
  readonly meaning: string;
}

export const EXIT_CODES: readonly ExitCodeRow[] = [
  { code: 0, name: 'done', meaning: 'done, or PASS; also when the reader of the output went away (broken pipe)' },
  { code: 1, name: 'negative', meaning: 'a negative answer: FAIL, holes found, digest differs, gate failed' },
  { code: 2, name: 'usage', meaning: 'usage or configuration' },
  { code: 3, name: 'data', meaning: 'data: missing, broken or of another kind than stated' },
  { code: 4, name: 'venue', meaning: 'venue or network' },
  { code: 5, name: 'storage', meaning: 'storage: no space, no permission, a file in the way' },
  { code: 6, name: 'inconclusive', meaning: 'INCONCLUSIVE: the data cannot answer the question' },
  { code: 70, name: 'bug', meaning: 'a bug in v13: the stack and where to report it are printed' },
  { code: 130, name: 'interrupted', meaning: 'interrupted before completion (capture ends by a first signal with 0)' },
];

const BY_KIND: Readonly<Record<ErrorKind, ExitCode>> = {
  usage: EXIT.usage,
  data: EXIT.data,
  venue: EXIT.venue,
  store: EXIT.storage,
  bug: EXIT.bug,
};

/** The exit code of anything that was thrown; what nobody raised on purpose is a bug. */
export function exitCodeOf(thrown: unknown): ExitCode {
  if (thrown instanceof V13Error) return BY_KIND[thrown.kind];
  if (thrown instanceof InterruptedError) return EXIT.interrupted;
  if (thrown instanceof BrokenPipeError) return EXIT.done;
  return EXIT.bug;
}
