// One file of the log, written by pino in its worker thread.

import { createRequire } from 'node:module';
import type * as pinoModule from 'pino';
import type { LogRecord } from './log-queue.js';

type Pino = typeof pinoModule;
type Logger = pinoModule.Logger;
/** Two members of the worker's stream that its types leave out. */
type WorkerStream = ReturnType<Pino['transport']> & {
  readonly writableNeedDrain: boolean;
  readonly worker: { terminate(): Promise<number> };
};

/** Longest wait for the worker to have written all, ms: a disk that hangs must not hold up the end of a capture. */
const FLUSH_MS = 1_000;
/** Without a sign of life for so long, the worker counts as hung. */
const HUNG_MS = 2_000;

export interface LogTransport {
  /** False while the worker is starting or behind: wait for `onReady`. */
  readonly isReady: () => boolean;
  write(record: LogRecord): void;
  /** The worker has shown no sign of life for two seconds though it should: a write past it would hang as well. */
  readonly isHung: () => boolean;
  /** Lines written that no flush has confirmed. */
  readonly unconfirmed: () => number;
  /** Everything written so far is on the disk; false where that failed or took too long. */
  flush(): Promise<boolean>;
  /** flush, then the worker ends; false as for flush. */
  close(): Promise<boolean>;
  /** Blocks until the worker has taken everything: for the last moment of a process. */
  closeSync(): void;
}

export interface LogTransportEvents {
  readonly onReady: () => void;
  /** The file cannot be written: nothing more will come of this transport. */
  readonly onFailure: (cause: Error) => void;
}

/**
 * pino as it was installed, not as a bundler would inline it: it starts its worker from files beside its own,
 * so that it must be found in node_modules at run time.
 */
function loadPino(): Pino {
  const load = createRequire(import.meta.url);
  return load('pino') as Pino;
}

function createLines({ pino }: Pino, stream: WorkerStream): Logger {
  return pino(
    {
      base: null,
      timestamp: false,
      level: 'debug',
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}

function writeLine(lines: Logger, { level, timeMs, message, fields }: LogRecord): void {
  lines[level]({ time: new Date(timeMs).toISOString(), ...fields }, message);
}

const within = (work: Promise<boolean>, limitMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs, false);
    void work.then((done) => {
      clearTimeout(timer);
      resolve(done);
    });
  });

function openStream(path: string): { readonly stream: WorkerStream; readonly lines: Logger } {
  const pino = loadPino();
  // Without a least length pino's file answers a flush before it has written.
  const options = { destination: path, append: true, mkdir: true, minLength: 1 };
  const stream = pino.transport({ target: 'pino/file', options }) as WorkerStream;
  return { stream, lines: createLines(pino, stream) };
}

/** An end waits for the file with this thread stopped: only where the file has just shown that it works. */
function endStream(stream: WorkerStream, isWorking: boolean): void {
  if (isWorking) stream.end();
  else void stream.worker.terminate();
}

/** Appends to `path`; its folder is made where it is missing. */
export function openLogTransport(path: string, events: LogTransportEvents): LogTransport {
  const { stream, lines } = openStream(path);
  let state: 'starting' | 'open' | 'failed' | 'closed' = 'starting';
  let written = 0;
  let confirmed = 0;
  let signMs = performance.now();
  const onSign = (): void => {
    if (state === 'starting') state = 'open';
    signMs = performance.now();
    events.onReady();
  };
  stream.on('ready', onSign);
  stream.on('drain', onSign);
  stream.on('error', (cause: Error) => {
    if (state === 'failed' || state === 'closed') return;
    state = 'failed';
    events.onFailure(cause);
  });
  const confirm = createConfirmer(stream);
  const flush = async (): Promise<boolean> => {
    if (state === 'failed' || state === 'closed') return false;
    const upTo = written;
    const isWritten = await confirm(upTo);
    if (isWritten) confirmed = Math.max(confirmed, upTo);
    return isWritten;
  };
  return {
    isReady: () => state === 'open' && !stream.writableNeedDrain,
    write(record) {
      writeLine(lines, record);
      written++;
    },
    isHung: () => (state === 'starting' || stream.writableNeedDrain) && performance.now() - signMs > HUNG_MS,
    unconfirmed: () => written - confirmed,
    flush,
    async close() {
      const isWritten = await flush();
      endStream(stream, isWritten);
      state = 'closed';
      return isWritten;
    },
    closeSync() {
      if (state !== 'open') return;
      state = 'closed';
      stream.flushSync();
      stream.end();
    },
  };
}

/** Asks the worker once for each state of affairs, however many want to know. */
function createConfirmer(stream: WorkerStream): (upTo: number) => Promise<boolean> {
  let asked: { readonly upTo: number; readonly answer: Promise<boolean> } | null = null;
  return (upTo) => {
    if (asked?.upTo === upTo) return asked.answer;
    const answer = within(flushed(stream), FLUSH_MS);
    const question = { upTo, answer };
    asked = question;
    return answer.finally(() => {
      if (asked === question) asked = null;
    });
  };
}

/** True when the worker has brought everything to the file; false when it has died. */
const flushed = (stream: WorkerStream): Promise<boolean> =>
  new Promise((resolve) => {
    const onClose = (): void => {
      resolve(false);
    };
    stream.once('close', onClose);
    stream.flush((error) => {
      stream.off('close', onClose);
      resolve((error ?? null) === null);
    });
  });
