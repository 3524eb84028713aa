// Those who look at a capture: the screen of its own terminal, and other processes on a socket in its data folder.

import type { CaptureSession } from '../../assembly/capture/capture-session.js';
import type { NoteEvent } from '../../assembly/capture/event-log.js';
import type { LiveWatcher } from '../../assembly/capture/live-run.js';
import { type LiveSource, createLiveSource } from '../../assembly/watch/live-source.js';
import { createLiveWatch } from '../../assembly/watch/live-watch.js';
import { addTrouble, initTroubleLog, latestTroubles, troubleText } from '../../assembly/watch/trouble-log.js';
import { openWatchServer } from '../../assembly/watch/watch-server.js';
import type { AskSignal } from '../../assembly/why/question.js';
import { createRecordedWhy } from '../../assembly/why/recorded-why.js';
import type { Context } from '../../cli/context.js';
import type { RaisedAlert } from '../../core/alert/raised.js';
import type { LineServer } from '../../platform/line-server.js';
import type { Logger } from '../../platform/logger.js';
import { ownProgram } from '../../platform/own-command.js';
import { type HeldTalk, createHeldTalk } from '../screen/held-talk.js';
import type { ScreenLook } from '../screen/screen-options.js';
import { showScreen } from '../screen/show-screen.js';

export interface WatchingParts {
  readonly ctx: Context;
  readonly log: Logger;
  readonly dataRoot: string;
  readonly hasScreen: boolean;
  readonly look: ScreenLook;
  /** Newest first. */
  readonly alerts: () => readonly RaisedAlert[];
}

export class Watching {
  /** The context of the run, its talk turned aside while the screen is up. */
  readonly ctx: Context;
  readonly #parts: WatchingParts;
  readonly #watch = createLiveWatch();
  readonly #troubles = initTroubleLog();
  readonly #talk: HeldTalk;
  readonly #closing = new AbortController();
  #server: LineServer | null = null;
  #screen: Promise<void> = Promise.resolve();

  constructor(parts: WatchingParts) {
    const { ctx, log } = parts;
    this.#parts = parts;
    this.#talk = createHeldTalk(ctx.talk, (kind, text) => {
      if (kind === 'warn') this.#add('warning', text);
      log[kind](text);
    });
    this.ctx = { ...ctx, talk: this.#talk };
  }

  get watcher(): LiveWatcher {
    return this.#watch.watcher;
  }

  /** Gives every event to the panel of troubles as well. */
  note(inner: NoteEvent): NoteEvent {
    return (event, fields) => {
      inner(event, fields);
      this.#add(event, troubleText(event, fields));
    };
  }

  async opened(session: CaptureSession): Promise<void> {
    const { dataRoot, hasScreen, ctx } = this.#parts;
    this.#watch.open(session);
    const open = (): LiveSource => this.#source(session);
    try {
      this.#server = await openWatchServer({ dataRoot, open, nowMs: () => ctx.elapsedMs() });
    } catch (error) {
      this.#talk.warn(`v13 dashboard will not find this capture: ${String(error)}`);
    }
    if (hasScreen) this.#screen = this.#show(session);
  }

  /** The screen closes, and nobody is answered any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#screen;
    await this.#server?.close();
  }

  /** A screen that fails takes no capture with it. */
  async #show(session: CaptureSession): Promise<void> {
    const { ctx, look } = this.#parts;
    const signal = AbortSignal.any([ctx.signal, this.#closing.signal]);
    this.#talk.hold();
    try {
      const shown = {
        source: this.#source(session, this.#why(session)),
        look,
        symbol: null,
        noColor: ctx.noColor,
        signal,
      };
      await showScreen({ ...shown, onQuit: () => ctx.interrupt() }, ctx);
      this.#talk.release();
    } catch (error) {
      this.#talk.release();
      this.#talk.warn(`the screen has failed, and the capture goes on: ${String(error)}`);
    }
  }

  #why({ writer: { session } }: CaptureSession): AskSignal {
    const { ctx, dataRoot } = this.#parts;
    const place = { dataRoot, session };
    return createRecordedWhy({ place: () => place, program: ownProgram(), lang: ctx.lang, put: ctx.words.message });
  }

  #source(session: CaptureSession, why?: AskSignal): LiveSource {
    const { log, alerts } = this.#parts;
    return createLiveSource(session, {
      alerts,
      watch: this.#watch,
      log: () => logFigures(log),
      troubles: () => latestTroubles(this.#troubles),
      ...(why === undefined ? {} : { why }),
    });
  }

  #add(kind: string, text: string): void {
    addTrouble(this.#troubles, { timeUs: this.#parts.ctx.nowUs(), kind, text });
  }
}

function logFigures(log: Logger) {
  const { depth, p95, maxDepth: max, drops } = log.state();
  return { depth, p95, max, drops };
}
