// From the log's queue to its file of the day: hands lines to the worker, turns at midnight, outlives a broken disk.

import { appendFileSync, mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { dayOf, logFile, removeAgedLogs } from './log-files.js';
import { type LogLevel, type LogQueue, type LogQueueState, type LogRecord, createLogQueue } from './log-queue.js';
import { type LogTransport, openLogTransport } from './log-transport.js';
import type { LogFields } from './redaction.js';
import type { Secret } from './secrets.js';

export interface LoggerOptions {
  /** Holds `v13-YYYY-MM-DD.log` (UTC); made where it is missing. */
  readonly folder: string;
  /** The least level that is logged. */
  readonly level: LogLevel;
  /** Whole days that files are kept; 7 or more. */
  readonly keptDays?: number;
  /** Most lines that wait. */
  readonly capacity?: number;
  /** Stand in every line: session, environment. */
  readonly context?: LogFields;
  /** Shown nowhere, wherever they turn up. */
  readonly secrets?: readonly Secret[];
  /** Told once when the files cannot be written, and once when they can be again. */
  readonly complain: (text: string) => void;
  /** ms since the epoch. */
  readonly now?: () => number;
  /** Pause before a file that failed is tried again, ms. */
  readonly retryMs?: number;
}

export interface LoggerState extends LogQueueState {
  /** Lines given to the worker, or written past it. */
  readonly written: number;
  /** File that is written; null while there is none. */
  readonly path: string | null;
  /** Why the last file failed; null while all is well. */
  readonly failure: string | null;
}

/** Lines given to the worker in one go: a millisecond or two. */
const BATCH = 500;
/** Wait before the worker is asked to confirm what it was given, ms. */
const CONFIRM_MS = 5_000;
/** flush() looks again this often, and 200 times at most: a second. */
const FLUSH_PAUSE_MS = 5;
const FLUSH_TRIES = 200;

/** The queue, the transport of the day, and what becomes of lines in between. */
export class LogPump {
  readonly #options: Required<LoggerOptions>;
  readonly #queue: LogQueue;
  #transport: LogTransport | null = null;
  #day: string | null = null;
  #failure: string | null = null;
  /** Between a failure and the next try. */
  #isResting = false;
  #isScheduled = false;
  #isClosed = false;
  #written = 0;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Files of days before that are being closed or deleted. */
  readonly #closing = new Set<Promise<unknown>>();

  constructor(options: Required<LoggerOptions>) {
    this.#options = options;
    this.#queue = createLogQueue(options.capacity);
  }

  get state(): LoggerState {
    const path = this.#day === null ? null : logFile(this.#options.folder, this.#day);
    return { ...this.#queue.state(), written: this.#written, path, failure: this.#failure };
  }

  push(record: LogRecord): void {
    if (this.#isClosed) {
      this.#queue.countDrops(1);
      return;
    }
    // An error that finds the queue full of errors goes to the file at once: slow, but it is not lost.
    if (!this.#queue.push(record) && record.level === 'error') this.#writeSync([record]);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isClosed) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#isClosed || this.#queue.depth() === 0) return;
    const transport = this.#current();
    if (transport === null) return;
    for (let k = 0; k < BATCH && transport.isReady(); k++) {
      const record = this.#queue.shift();
      if (record === undefined) break;
      transport.write(record);
      this.#written++;
    }
    if (this.#queue.depth() > 0 && transport.isReady()) this.#schedule();
    if (transport.unconfirmed() > 0) this.#confirmLater();
  }

  /** The transport of today; null while a failed one waits for its next try. */
  #current(): LogTransport | null {
    const today = dayOf(this.#options.now());
    if (this.#transport !== null && this.#day === today) return this.#transport;
    if (this.#isResting) return null;
    this.#retire();
    this.#transport = this.#open(today);
    return this.#transport;
  }

  #open(today: string): LogTransport | null {
    const { folder, keptDays } = this.#options;
    this.#day = today;
    this.#await(removeAgedLogs(folder, today, keptDays));
    try {
      const opened: LogTransport = openLogTransport(logFile(folder, today), {
        onReady: () => {
          this.#schedule();
        },
        onFailure: (cause) => {
          // Lines that nobody has confirmed may stand in the file or not: they count as lost.
          this.#queue.countDrops(opened.unconfirmed());
          if (opened === this.#transport) this.#fail(cause);
        },
      });
      return opened;
    } catch (cause) {
      this.#fail(cause);
      return null;
    }
  }

  #retire(): void {
    const closing = this.#transport?.close();
    this.#transport = null;
    if (closing !== undefined) this.#await(closing);
  }

  #await(work: Promise<unknown>): void {
    this.#closing.add(work);
    void work.finally(() => this.#closing.delete(work));
  }

  #fail(cause: unknown): void {
    this.#transport = null;
    if (this.#isClosed) return;
    this.#isResting = true;
    this.#complain(cause);
    this.#later('retry', this.#options.retryMs);
  }

  /** Once, until the log is well again. */
  #complain(cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (this.#failure === null) {
      this.#options.complain(`the log cannot be written, the work goes on without it: ${reason}`);
    }
    this.#failure = reason;
  }

  #confirmLater(): void {
    if (this.#timers.size === 0) this.#later('confirm', CONFIRM_MS);
  }

  #later(what: 'retry' | 'confirm', waitMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (what === 'confirm') void this.#confirm();
      else {
        this.#isResting = false;
        this.#schedule();
      }
    }, waitMs);
    timer.unref();
    this.#timers.add(timer);
  }

  async #confirm(): Promise<void> {
    const isWritten = (await this.#transport?.flush()) ?? false;
    if (!isWritten || this.#failure === null) return;
    this.#failure = null;
    this.#options.complain(`the log is written again; ${this.#queue.state().drops} lines were lost so far`);
  }

  async flush(): Promise<void> {
    // A file that is being opened is worth a wait, one that has failed is not.
    for (let k = 0; k < FLUSH_TRIES && this.#queue.depth() > 0 && this.#failure === null; k++) {
      this.#pump();
      await pause(FLUSH_PAUSE_MS);
    }
    await Promise.all([this.#confirm(), ...this.#closing]);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.flush();
    this.#end();
    await this.#closeLast();
  }

  async #closeLast(): Promise<void> {
    const last = this.#transport;
    this.#transport = null;
    if (last === null || (await last.close())) {
      this.#writeRest();
      return;
    }
    this.#lose(last);
  }

  /** The disk hangs: to wait for it would hold up what is logged. */
  #lose(transport: LogTransport): void {
    this.#queue.countDrops(transport.unconfirmed() + this.#queue.depth());
    this.#complain('the disk does not answer');
  }

  closeSync(): void {
    if (this.#isClosed) return;
    this.#end();
    if (this.#transport?.isHung() === true) {
      this.#lose(this.#transport);
      return;
    }
    try {
      this.#transport?.closeSync();
    } catch (cause) {
      this.#complain(cause);
    }
    this.#writeRest();
  }

  #end(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #writeRest(): void {
    const rest: LogRecord[] = [];
    for (let record = this.#queue.shift(); record !== undefined; record = this.#queue.shift()) rest.push(record);
    if (rest.length > 0) this.#writeSync(rest);
  }

  /** Past the worker, in the same form. What cannot be written is counted as dropped. */
  #writeSync(records: readonly LogRecord[]): void {
    const { folder, now } = this.#options;
    try {
      if (this.#transport?.isHung() === true) throw new Error('the disk does not answer');
      mkdirSync(folder, { recursive: true });
      appendFileSync(logFile(folder, dayOf(now())), records.map(lineText).join(''));
      this.#written += records.length;
    } catch (cause) {
      this.#queue.countDrops(records.length);
      this.#complain(cause);
    }
  }
}

const lineText = ({ level, timeMs, fields, message }: LogRecord): string =>
  `${JSON.stringify({ level, time: new Date(timeMs).toISOString(), ...fields, msg: message })}\n`;
