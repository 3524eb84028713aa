// The inside of a screen's thread: all of the drawing happens here; data, keys and sizes come from the main thread.

import { createRecordedWhy } from '../../assembly/why/recorded-why.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { noteChild, noteShown, writeThroughGate } from '../../platform/terminal-gate.js';
import {
  type ThreadSide,
  type ThreadTerminal,
  lowerThreadPriority,
  threadSide,
  threadTerminal,
} from '../../platform/worker-thread.js';
import { loadWords } from '../../text/load-words.js';
import type { HostHandlers, ScreenHost } from '../../ui/run-screen.js';
import type { WatchSource } from '../../ui/source.js';
import type { ApartData, FromScreen, ToScreen } from './apart-messages.js';
import { createPieceJoiner, joinPiece } from './apart-pieces.js';
import { putSource } from './put-source.js';

type Side = ThreadSide<ToScreen, FromScreen>;

interface ApartSource extends WatchSource {
  next(request: WatchRequest): Promise<void>;
  take(snapshot: WatchSnapshot): void;
}

/** The last that the main thread has sent; a busy one is waited for no longer than this. */
const PATIENCE_MS = 100;

function createApartSource(side: Side, why: (last: () => WatchSnapshot | null) => WatchSource['why']): ApartSource {
  let last: WatchSnapshot | null = null;
  let isWaiting = false;
  let arrived = (): void => undefined;
  return {
    player: null,
    why: why(() => last),
    snapshot() {
      if (last === null) throw new Error('no snapshot yet');
      return last;
    },
    next(request) {
      if (!isWaiting) side.post({ kind: 'ask', request });
      isWaiting = true;
      return new Promise((resolve) => {
        const timer = last === null ? null : setTimeout(resolve, PATIENCE_MS);
        arrived = () => {
          if (timer !== null) clearTimeout(timer);
          resolve();
        };
      });
    },
    take(snapshot) {
      last = snapshot;
      isWaiting = false;
      arrived();
    },
  };
}

async function terminalOf({ gate, fd, size }: ApartData, side: Side): Promise<ThreadTerminal> {
  const { ENTER, LEAVE } = await import('../../ui/painter.js');
  return threadTerminal({
    size,
    write(text) {
      writeThroughGate(gate, fd, text);
      if (text === ENTER || text === LEAVE) noteShown(gate, text === ENTER);
    },
    onRaw: (isRaw) => side.post({ kind: 'raw', isRaw }),
  });
}

/** Why is asked from here as well: even the start of a process would hold the main thread up. */
const whyOf =
  ({ program, choices, gate }: ApartData, put: (text: string) => string) =>
  (last: () => WatchSnapshot | null): WatchSource['why'] =>
    createRecordedWhy({
      place: () => ({ dataRoot: last()?.place ?? '', session: last()?.session ?? '' }),
      ...{ program, lang: choices.lang, put, onProcess: (pid: number) => noteChild(gate, pid) },
    });

/** What is asked for before the screen knows what it wants. */
const FIRST: WatchRequest = {
  symbol: null,
  levels: 1,
  series: { spanUs: 60_000_000, points: 1 },
  heatColumns: 0,
  footprintBars: 0,
  tape: 0,
  signals: 0,
  ownSignals: false,
};

export async function runApartScreen(): Promise<void> {
  const side: Side = threadSide();
  const data = side.data as ApartData;
  const ending = new AbortController();
  const terminal = await terminalOf(data, side);
  let handlers: HostHandlers | null = null;
  const host: ScreenHost = {
    attach(taken) {
      handlers = taken;
      return () => {
        handlers = null;
      };
    },
    stop: () => side.post({ kind: 'stop' }),
  };
  const words = await loadWords(data.choices.lang);
  const source = createApartSource(side, whyOf(data, words.message));
  const joiner = createPieceJoiner();
  const take = (snapshot: WatchSnapshot | null): void => {
    if (snapshot !== null) source.take(snapshot);
  };
  side.onMessage((message) => {
    if (message.kind === 'keys') terminal.type(message.text);
    else if (message.kind === 'size') terminal.resize(message.columns, message.rows);
    else if (message.kind === 'piece') take(joinPiece(joiner, message.piece));
    else if (message.kind === 'end') ending.abort();
    else handlers?.[message.kind]();
  });
  lowerThreadPriority();
  const [{ runScreen }] = await Promise.all([import('../../ui/run-screen.js'), source.next(FIRST)]);
  await runScreen({
    source: putSource(source, words),
    ...{ stdin: terminal.stdin, stdout: terminal.stdout, signal: ending.signal, host },
    ...{ choices: data.choices, variables: data.variables },
    onQuit: () => side.post({ kind: 'quit' }),
  });
  side.post({ kind: 'ended' });
  side.close();
}
