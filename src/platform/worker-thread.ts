// Another thread of this program: started from a file beside it, spoken to by messages.

import { existsSync, realpathSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

/** A file of the build beside the program; null where there is none, as when it runs from source. */
export function fileBeside(program: string, name: string): string | null {
  try {
    const path = join(dirname(realpathSync(program)), name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

export interface Thread<In, Out> {
  post(message: In): void;
  onMessage(take: (message: Out) => void): void;
  /** Once, however it ends; null in order. */
  onEnd(take: (error: Error | null) => void): void;
  terminate(): Promise<unknown>;
}

/** `data` and messages are copied (structured clone), shared memory is shared. */
export function startThread<In, Out>(file: string, data: unknown): Thread<In, Out> {
  const worker = new Worker(file, { workerData: data });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (take) => void worker.on('message', take),
    onEnd(take) {
      let isOver = false;
      const end = (error: Error | null): void => {
        if (!isOver) take(error);
        isOver = true;
      };
      worker.once('error', (error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
      worker.once('exit', (code) => end(code === 0 ? null : new Error(`its thread ended with code ${code}`)));
    },
    terminate: () => worker.terminate(),
  };
}

export interface ThreadSide<In, Out> {
  readonly data: unknown;
  post(message: Out): void;
  onMessage(take: (message: In) => void): void;
  /** Nothing is waited for any more: the thread ends when its work does. */
  close(): void;
}

/** The inside of a thread. @throws Error outside of one */
export function threadSide<In, Out>(): ThreadSide<In, Out> {
  const port = parentPort;
  if (port === null) throw new Error('this file is the inside of a thread');
  return {
    data: workerData as unknown,
    post: (message) => port.postMessage(message),
    onMessage: (take) => void port.on('message', take),
    close: () => port.close(),
  };
}

/** Others of this machine go first from here on, the main thread above all. Only Linux has priorities of threads. */
export function lowerThreadPriority(): void {
  if (process.platform !== 'linux' || isMainThread) return;
  try {
    // Nobody's id: the thread that calls.
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It goes on as an equal.
  }
}

export interface TerminalParts {
  readonly size: { readonly columns: number; readonly rows: number };
  readonly write: (text: string) => void;
  readonly onRaw: (isRaw: boolean) => void;
}

export interface ThreadTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
}

/** A terminal as a thread has it: keys come and pictures go by way of the main thread's. */
export function threadTerminal({ size, write, onRaw }: TerminalParts): ThreadTerminal {
  const keys = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(isRaw: boolean) {
      onRaw(isRaw);
      return keys;
    },
    ref: () => keys,
    unref: () => keys,
  });
  const outlet = Object.assign(new EventEmitter(), {
    ...{ isTTY: true, writable: true, writableNeedDrain: false, columns: size.columns, rows: size.rows },
    write(text: string) {
      write(text);
      return true;
    },
  });
  return {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout: outlet as unknown as NodeJS.WriteStream,
    type: (text) => void keys.write(text),
    resize(columns, rows) {
      Object.assign(outlet, { columns, rows });
      outlet.emit('resize');
    },
  };
}
