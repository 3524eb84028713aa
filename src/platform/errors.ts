// The kinds of error that people and scripts can tell apart: usage, data, venue, store, and bugs.

export type ErrorKind = 'usage' | 'data' | 'venue' | 'store' | 'bug';

/** Plain data about an error: what a script needs to act on it. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export interface ErrorInfo {
  /** Stable name such as V13_OPTION_UNKNOWN; scripts match on it, never on the message. */
  readonly code: `V13_${string}`;
  /** What to do next, one sentence. */
  readonly hint?: string | undefined;
  readonly details?: ErrorDetails | undefined;
  readonly cause?: unknown;
}

/** Parent of every error that v13 raises on purpose; `kind` decides the exit code (cli/exit-codes.ts). */
export abstract class V13Error extends Error {
  abstract readonly kind: ErrorKind;
  readonly code: `V13_${string}`;
  readonly hint: string | null;
  readonly details: ErrorDetails;

  constructor(message: string, info: ErrorInfo) {
    super(message, info.cause === undefined ? undefined : { cause: info.cause });
    this.name = new.target.name;
    this.code = info.code;
    this.hint = info.hint ?? null;
    this.details = info.details ?? {};
  }
}

/** What was typed or configured cannot be done (exit 2). */
export class UsageError extends V13Error {
  readonly kind = 'usage';
}

export interface DataErrorInfo extends ErrorInfo {
  readonly path?: string | undefined;
  /** 1-based line in `path`. */
  readonly line?: number | undefined;
}

/** Input data are missing, broken or not what they claim to be (exit 3). */
export class DataError extends V13Error {
  readonly kind = 'data';
  readonly path: string | null;
  readonly line: number | null;

  constructor(message: string, info: DataErrorInfo) {
    super(message, { ...info, details: { path: info.path, line: info.line, ...info.details } });
    this.path = info.path ?? null;
    this.line = info.line ?? null;
  }
}

export interface VenueErrorInfo extends ErrorInfo {
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly httpStatus?: number | undefined;
}

/** The exchange or the network refused or failed (exit 4). */
export class VenueError extends V13Error {
  readonly kind = 'venue';
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly httpStatus: number | null;

  constructor(message: string, info: VenueErrorInfo) {
    super(message, info);
    this.retryable = info.retryable;
    this.retryAfterMs = info.retryAfterMs ?? null;
    this.httpStatus = info.httpStatus ?? null;
  }
}

/** Reading or writing storage failed: no space, no permission, a file in the way (exit 5). */
export class StoreError extends V13Error {
  readonly kind = 'store';
}

/** A broken promise of our own code (exit 70); always a defect of v13, never of its user. */
export class BugError extends V13Error {
  readonly kind = 'bug';
}

/** Ends the program as a bug when `condition` does not hold. */
export function invariant(condition: unknown, message: string, details?: ErrorDetails): asserts condition {
  if (!condition) throw new BugError(message, { code: 'V13_BUG', details });
}

/** For the end of a switch over a union: a variant that slipped through is a bug. */
export function assertNever(value: never): never {
  throw new BugError(`unexpected variant: ${JSON.stringify(value)}`, { code: 'V13_BUG' });
}

/** The run was ended from outside (a signal): no failure, exit 130. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  constructor(readonly signalName: string) {
    super(`interrupted by ${signalName}`);
  }
}

/** The reader of our output went away (`v13 … | head`): the work is over, exit 0. */
export class BrokenPipeError extends Error {
  override readonly name = 'BrokenPipeError';
  constructor() {
    super('the reader of standard output closed it');
  }
}
