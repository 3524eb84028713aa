// Structured logs that hold nothing up: a bounded queue, then pino's worker, a file a day; a broken disk is reported once.

import { KEPT_DAYS_MIN } from './log-files.js';
import { LogPump, type LoggerOptions, type LoggerState } from './log-pump.js';
import { LOG_LEVELS, type LogLevel } from './log-queue.js';
import { type LogFields, plainFields, textHider } from './redaction.js';

export type { LoggerOptions, LoggerState } from './log-pump.js';

export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  readonly state: () => LoggerState;
  /** Resolves when all lines so far are on the disk, or cannot be brought there. */
  flush(): Promise<void>;
  /** flush, then the worker ends. For the end in order; also before process.exit after a signal. */
  close(): Promise<void>;
  /** Blocks until all lines are written; runs by itself when the process exits unclosed. */
  closeSync(): void;
}

const CAPACITY = 10_000;
const RETRY_MS = 30_000;

/** The log of a run. Never throws after this call, whatever the disk does. @throws RangeError for keptDays below 7 */
export function openLogger(given: LoggerOptions): Logger {
  const options = {
    keptDays: KEPT_DAYS_MIN,
    capacity: CAPACITY,
    context: {},
    secrets: [],
    now: Date.now,
    retryMs: RETRY_MS,
    ...given,
  };
  if (!(options.keptDays >= KEPT_DAYS_MIN)) throw new RangeError(`logs are kept ${KEPT_DAYS_MIN} days at least`);
  const hide = textHider(options.secrets);
  const context = plainFields(options.context, hide);
  const least = LOG_LEVELS.indexOf(options.level);
  const pump = new LogPump(options);
  const log = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (LOG_LEVELS.indexOf(level) < least) return;
    const shown = { ...context, ...plainFields(fields, hide) };
    pump.push({ level, timeMs: options.now(), message: hide(message), fields: shown });
  };
  const atExit = (): void => {
    pump.closeSync();
  };
  process.once('exit', atExit);
  return {
    log,
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
    state: () => pump.state,
    flush: () => pump.flush(),
    async close() {
      await pump.close();
      process.off('exit', atExit);
    },
    closeSync() {
      pump.closeSync();
      process.off('exit', atExit);
    },
  };
}
