// Lets the market's time pass: pulls what is due from the source, broadcasts it, and writes it out, tick by tick.

import { broadcast, broadcastDue, broadcastMarks } from './broadcast.js';
import { type Emulation, elapsedUs, settleSkew } from './emulation.js';
import { bookFields } from './truth-log.js';
import type { VenueMessage } from './venue-message.js';

export interface Player {
  /** Begins to play; later calls do nothing. */
  play(): void;
  /** Writes the books of this moment to the truth log. */
  noteBooks(): void;
  /** Resolves when the source has ended, never for endless ones. */
  readonly finished: Promise<void>;
  close(): void;
}

export interface PlayerOptions {
  /** REST shows the book so long before its messages are sent, µs of the market's time. */
  readonly leadUs: number;
  /** Called at every tick with the machine's time, ms. */
  readonly onTick: (nowMs: number) => void;
}

const TICK_MS = 8;
/** Messages of a tick; what is left follows in the next one, at once. */
const MOST_A_TICK = 4_000;
/** At full speed: a reader that has left so much unread is waited for. */
const UNREAD_BYTES = 1024 * 1024;
const SECOND_US = 1_000_000;

interface Playing {
  readonly emulation: Emulation;
  readonly options: PlayerOptions;
  /** Pulled, but not to be sent yet. */
  readonly ahead: VenueMessage[];
  secondUs: number;
  timer: NodeJS.Timeout | NodeJS.Immediate | null;
  isClosed: boolean;
  isOver: boolean;
}

export function createPlayer(emulation: Emulation, options: PlayerOptions): Player {
  const playing: Playing = { emulation, options, ahead: [], secondUs: 0, timer: null, isClosed: false, isOver: false };
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const run = (): void => {
    playing.timer = null;
    const isBusy = tick(playing);
    if (playing.isClosed) return;
    if (playing.isOver) finish();
    const wait = emulation.source.ready();
    if (wait === null) schedule(isBusy);
    else void wait.then(() => schedule(true), fail);
  };
  const schedule = (isBusy: boolean): void => {
    if (!playing.isClosed) playing.timer = isBusy ? setImmediate(run) : setTimeout(run, TICK_MS);
  };
  // A recording that breaks off in the middle ends the play, not the process.
  const fail = (error: unknown): void => {
    emulation.truth?.line('failure', `"message":${JSON.stringify(String(error))}`);
    playing.isOver = true;
    finish();
    schedule(false);
  };
  schedule(false);
  return {
    play() {
      emulation.clock.playedMs ??= performance.now();
    },
    noteBooks: () => noteBooks(emulation),
    finished,
    close() {
      playing.isClosed = true;
      if (playing.timer === null) return;
      clearTimeout(playing.timer as NodeJS.Timeout);
      clearImmediate(playing.timer as NodeJS.Immediate);
    },
  };
}

/** One tick; true when there is more to do at once. */
function tick(playing: Playing): boolean {
  const { emulation, options } = playing;
  const { clock } = emulation;
  const isBusy = clock.playedMs !== null && !playing.isOver && advance(playing);
  for (const connection of emulation.hub.connections) connection.flush(clock.nowUs);
  options.onTick(Date.now());
  return isBusy;
}

function advance(playing: Playing): boolean {
  const { emulation, ahead, options } = playing;
  const { clock, source, hub } = emulation;
  if (clock.speed === 'max') {
    for (const one of hub.connections) if (!one.isFrozen && one.unreadBytes > UNREAD_BYTES) return false;
  }
  settleSkew(emulation);
  const playedMs = performance.now() - (clock.playedMs ?? 0);
  const dueUs = clock.speed === 'max' ? Infinity : clock.startUs + playedMs * 1_000 * clock.speed;
  let count = 0;
  const leadUs = clock.speed === 'max' ? 0 : options.leadUs;
  const reachedUs = source.pull(dueUs + leadUs, MOST_A_TICK, (message) => {
    count++;
    if (leadUs > 0) ahead.push(message);
    else send(emulation, message);
  });
  sendDue(playing, dueUs);
  const isLeft = reachedUs < dueUs + leadUs && !source.ended();
  clock.nowUs = Math.max(clock.nowUs, isLeft || dueUs === Infinity ? reachedUs - leadUs : dueUs);
  broadcastDue(emulation);
  if (elapsedUs(emulation) >= playing.secondUs) everySecond(playing);
  playing.isOver = source.ended() && ahead.length === 0;
  return isLeft && count > 0;
}

function send(emulation: Emulation, message: VenueMessage): void {
  const { clock } = emulation;
  if (message.atUs > clock.nowUs) clock.nowUs = message.atUs;
  broadcast(emulation, message);
}

function sendDue({ emulation, ahead }: Playing, dueUs: number): void {
  let count = 0;
  for (const message of ahead) {
    if (message.atUs > dueUs) break;
    send(emulation, message);
    count++;
  }
  if (count > 0) ahead.splice(0, count);
}

function everySecond(playing: Playing): void {
  const { emulation } = playing;
  playing.secondUs = (Math.floor(elapsedUs(emulation) / SECOND_US) + 1) * SECOND_US;
  broadcastMarks(emulation);
  if (!emulation.everyBook) noteBooks(emulation);
}

function noteBooks({ truth, market }: Emulation): void {
  if (truth === null) return;
  for (const symbol of market.values()) truth.line('book', bookFields(symbol));
}
