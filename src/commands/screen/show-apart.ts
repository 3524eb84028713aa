// A screen whose drawing happens in a thread of its own: what it shows must not wait for it.
//
// The main thread only hands over what is asked for, piece by piece, and keys. It restores the terminal itself whenever
// the thread cannot: at a crash of either, at a stop from outside, and where the thread does not end.

import {
  type TerminalGate,
  closeGate,
  createTerminalGate,
  isShown,
  killChild,
  noteShown,
  openGate,
} from '../../platform/terminal-gate.js';
import { sleep } from '../../platform/sleep.js';
import { type Thread, startThread } from '../../platform/worker-thread.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import type { ScreenOptions } from '../../ui/run-screen.js';
import { type SnapshotPiece, piecesOf } from './apart-pieces.js';
import type { ApartData, FromScreen, ToScreen } from './apart-messages.js';

/** A snapshot made in pieces: each step is short, and other work goes on between two of them. */
export type SteppedSource = { steps(request: WatchRequest): Iterator<unknown, WatchSnapshot> };

export interface ApartOptions extends Omit<ScreenOptions, 'source'> {
  readonly source: SteppedSource;
  /** The built inside of the thread. */
  readonly file: string;
  readonly program: string;
}

/** A thread that has not ended by then is ended. */
const END_MS = 1_500;

interface Apart {
  /** What leaves the screen, as the painter in the thread writes it. */
  readonly leave: string;
  readonly options: ApartOptions;
  readonly gate: TerminalGate;
  readonly thread: Thread<ToScreen, FromScreen>;
  isOver: boolean;
}

const sizeOf = ({ columns, rows }: NodeJS.WriteStream) => ({ columns: columns || 80, rows: rows || 24 });

function setRaw({ options: { stdin } }: Apart, isRaw: boolean): void {
  if (stdin.isTTY) stdin.setRawMode(isRaw);
}

/** The terminal as it was, whatever the thread is doing. */
function restore(apart: Apart): void {
  closeGate(apart.gate);
  killChild(apart.gate);
  if (isShown(apart.gate)) apart.options.stdout.write(apart.leave);
  noteShown(apart.gate, false);
  setRaw(apart, false);
}

/** One short piece of work each turn of the loop. */
function* work(source: SteppedSource, request: WatchRequest): Generator<SnapshotPiece | undefined> {
  const steps = source.steps(request);
  for (;;) {
    const { done, value } = steps.next();
    yield undefined;
    if (done !== true) continue;
    yield* piecesOf(value);
    return;
  }
}

/** A fault in what is only shown costs no more than the screen. */
function answer({ options, thread }: Apart, request: WatchRequest, fail: (error: unknown) => void): void {
  const pieces = work(options.source, request);
  const step = (): void => {
    try {
      const { done, value: piece } = pieces.next() as IteratorResult<SnapshotPiece | undefined, undefined>;
      if (piece !== undefined) thread.post({ kind: 'piece', piece });
      if (done !== true) setImmediate(step);
    } catch (error) {
      fail(error);
    }
  };
  setImmediate(step);
}

function listen(apart: Apart, fail: (error: unknown) => void): void {
  const { options, thread } = apart;
  thread.onMessage((message) => {
    if (apart.isOver) return;
    if (message.kind === 'ask') answer(apart, message.request, fail);
    else if (message.kind === 'raw') setRaw(apart, message.isRaw);
    else if (message.kind === 'quit') options.onQuit();
    else if (message.kind === 'stop') options.host.stop();
  });
}

/** Gives what undoes it. */
function attach(apart: Apart): () => void {
  const { options, thread, gate } = apart;
  const { stdin, stdout, signal, host } = options;
  const onKeys = (text: string | Uint8Array): void => thread.post({ kind: 'keys', text: String(text) });
  const onResize = (): void => thread.post({ kind: 'size', ...sizeOf(stdout) });
  const onEnd = (): void => thread.post({ kind: 'end' });
  stdin.setEncoding('utf8');
  stdin.ref();
  stdin.on('data', onKeys);
  stdout.on('resize', onResize);
  signal.addEventListener('abort', onEnd, { once: true });
  const detach = host.attach({
    suspend() {
      restore(apart);
      thread.post({ kind: 'suspend' });
    },
    resume() {
      openGate(gate);
      thread.post({ kind: 'size', ...sizeOf(stdout) });
      thread.post({ kind: 'resume' });
    },
    restore: () => restore(apart),
  });
  return () => {
    stdin.off('data', onKeys);
    stdin.pause();
    stdin.unref();
    stdout.off('resize', onResize);
    signal.removeEventListener('abort', onEnd);
    detach();
  };
}

/** Resolves when the user quits or the signal aborts, the terminal as it was; rejects where the thread fails. */
export async function runScreenApart(options: ApartOptions): Promise<void> {
  const { signal, stdout, choices, variables, program, file } = options;
  if (signal.aborted) return;
  const { LEAVE: leave } = await import('../../ui/painter.js');
  const gate = createTerminalGate();
  const fd = (stdout as { fd?: number }).fd ?? 1;
  const data: ApartData = { choices, variables: { ...variables }, gate, fd, size: sizeOf(stdout), program };
  const apart: Apart = { leave, options, gate, thread: startThread(file, data), isOver: false };
  const ended = new Promise<void>((resolve, reject) => {
    apart.thread.onEnd((error) => (error === null ? resolve() : reject(error)));
    listen(apart, reject);
  });
  const undo = attach(apart);
  const late = new AbortController();
  try {
    await Promise.race([ended, overdue(signal, late.signal)]);
  } finally {
    apart.isOver = true;
    late.abort();
    ended.catch(() => undefined);
    undo();
    restore(apart);
    await apart.thread.terminate();
  }
}

/** Some time after the signal has aborted; never where `never` aborts first. */
function overdue(signal: AbortSignal, never: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): void => void sleep(END_MS, never).then(resolve, () => undefined);
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}
