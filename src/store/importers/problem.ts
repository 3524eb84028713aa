// What is wrong with an input and was survived: reported with path and line, counted without bound, kept within one.

import { DataError } from '../../platform/errors.js';

export const PROBLEM_CODES = [
  'V13_LINE_TORN',
  'V13_LINE_BLANK',
  'V13_LINE_MALFORMED',
  'V13_LINE_TOO_LONG',
  'V13_NUL_RUN',
  'V13_COMPRESSED_TRUNCATED',
  'V13_COMPRESSED_DAMAGED',
  'V13_COMPRESSED_TRAILING',
  'V13_SNAPSHOT_SYMBOL',
  'V13_SEAL_MISSING',
  'V13_SEAL_MISMATCH',
  'V13_INPUT_EMPTY',
  'V13_INPUT_SKIPPED',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface InputProblem {
  readonly path: string;
  /** 1-based line; null where the problem belongs to the file as a whole. */
  readonly line: number | null;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** How many problems are kept in full; the counts go on. */
const KEPT = 100;

export interface ProblemLog {
  /** Whether the first problem ends the run as a DataError. */
  readonly strict: boolean;
  /** The first 100. */
  readonly kept: InputProblem[];
  readonly counts: Map<ProblemCode, number>;
  total: number;
}

export function createProblemLog(strict: boolean): ProblemLog {
  return { strict, kept: [], counts: new Map(), total: 0 };
}

/** Counts and keeps a problem; in strict mode throws it as a DataError of the same code. */
export function reportProblem(log: ProblemLog, problem: InputProblem): void {
  if (log.strict) {
    throw new DataError(`${problem.path}${problem.line === null ? '' : `:${problem.line}`}: ${problem.detail}`, {
      code: problem.code,
      path: problem.path,
      line: problem.line ?? undefined,
      hint: 'read it without --strict, or import it with --lenient: the damage is counted and the rest is read',
    });
  }
  log.total++;
  log.counts.set(problem.code, (log.counts.get(problem.code) ?? 0) + 1);
  if (log.kept.length < KEPT) log.kept.push(problem);
}
