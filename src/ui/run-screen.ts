// Runs the dashboard on a terminal until the user quits or the session ends: pull, update, draw, at most so often a second.

import type { Language } from '../text/language.js';
import { type ColourLevel, colourLevel } from './colour-level.js';
import { type AnsiPainter, ansiPainter } from './draw-ansi.js';
import { explain } from './explain.js';
import { frameOf } from './frame.js';
import type { KeyName } from './keymap.js';
import type { Size } from './layout.js';
import { type Effect, type ScreenModel, initModel, requestOf } from './model.js';
import { type Painter, type Picture, createPainter } from './painter.js';
import { type PictureStore, createPictureStore, mountScreen } from './screen.js';
import type { WatchSource } from './source.js';
import { type ThemeName, THEMES } from './theme.js';
import { type Message, update } from './update.js';

export interface ScreenChoices {
  readonly theme: ThemeName;
  readonly isAscii: boolean;
  /** IANA zone or UTC. */
  readonly timeZone: string;
  readonly lang: Language;
  readonly noColor: boolean;
  /** Symbol to open with; null for the overview. */
  readonly symbol: string | null;
  /** Frames a second at most. */
  readonly frameRate: number;
}

/** What the process does for the screen: signals, crashes, and stopping as Ctrl-Z does. */
export interface ScreenHost {
  /** Calls back until what it gives is called. `restore` comes when the process ends in whatever way. */
  attach(handlers: HostHandlers): () => void;
  /** Stops the process group; `resume` follows when it goes on. */
  stop(): void;
}

export interface HostHandlers {
  readonly suspend: () => void;
  readonly resume: () => void;
  readonly restore: () => void;
}

export interface ScreenOptions {
  readonly source: WatchSource;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Ends the screen when it aborts. */
  readonly signal: AbortSignal;
  readonly choices: ScreenChoices;
  /** Environment variables: they tell the terminal's colours. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly host: ScreenHost;
  /** The user wants out: the command ends its work in order. */
  readonly onQuit: () => void;
}

const sizeOf = (stdout: NodeJS.WriteStream): Size => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });

const now = (): number => performance.now();

interface Run {
  readonly options: ScreenOptions;
  readonly level: ColourLevel;
  readonly painter: Painter;
  readonly store: PictureStore;
  readonly end: (error: unknown) => void;
  model: ScreenModel;
  /** What the picture on the screen was drawn from. */
  drawn: { readonly model: ScreenModel; readonly picture: Picture } | null;
  ansi: { readonly theme: ThemeName; readonly painter: AnsiPainter } | null;
  timer: ReturnType<typeof setTimeout> | null;
  /** Ends the last question why. */
  enough: () => void;
  isSuspended: boolean;
  isOver: boolean;
}

function ansiOf(run: Run): AnsiPainter {
  const { theme } = run.model;
  if (run.ansi?.theme !== theme) run.ansi = { theme, painter: ansiPainter(THEMES[theme], run.level) };
  return run.ansi.painter;
}

/** The same lines as before keep their identity: React has nothing to do then. */
function draw(run: Run): void {
  const { model, drawn } = run;
  if (drawn !== null && drawn.model === model) return;
  const ansi = ansiOf(run);
  const lines = frameOf(model, model.size).map(ansi.line);
  const isSame =
    drawn !== null &&
    drawn.picture.base === ansi.base &&
    drawn.picture.lines.length === lines.length &&
    lines.every((line, i) => line === drawn.picture.lines[i]);
  const picture = isSame ? drawn.picture : { lines, base: ansi.base };
  run.drawn = { model, picture };
  run.store.set(picture);
}

function tell(run: Run, message: Message): void {
  run.model = update(run.model, message);
  for (const effect of run.model.effects) perform(run, effect);
}

function perform(run: Run, effect: Effect): void {
  const { player } = run.options.source;
  switch (effect.kind) {
    case 'quit':
      run.options.onQuit();
      run.end(null);
      return;
    case 'suspend':
      suspend(run);
      run.options.host.stop();
      return;
    case 'why':
      run.enough();
      run.enough = explain(run.options.source, { model: run.model, signal: effect.signal }, (message) =>
        tell(run, message),
      );
      return;
    case 'enough':
      run.enough();
      return;
    case 'paused':
      player?.setPaused(effect.isPaused);
      return;
    case 'speed':
      player?.setSpeed(effect.speed);
      return;
    case 'step':
      player?.step(effect.symbol);
      return;
    case 'seek':
      player?.seek(effect.timeUs);
      return;
    case 'jump':
      player?.jump(effect.to, effect.direction, effect.symbol);
  }
}

/** One beat: the newest data, then a picture where anything has changed. */
function beat(run: Run): void {
  const { source } = run.options;
  const nowMs = now();
  if (run.model.frozenMs === null) {
    tell(run, { kind: 'snapshot', snapshot: source.snapshot(requestOf(run.model, run.model.size)), nowMs });
  } else {
    tell(run, { kind: 'tick', nowMs });
  }
  draw(run);
}

function keepBeating(run: Run): void {
  const { source, choices } = run.options;
  const periodMs = 1000 / choices.frameRate;
  let startMs = 0;
  const go = (): void => {
    try {
      if (!run.isSuspended && !run.isOver) beat(run);
    } catch (error) {
      run.end(error);
    }
    // What drawing took counts; a slow machine still gets half the time for other work.
    if (!run.isOver) run.timer = setTimeout(next, Math.max(periodMs / 2, periodMs - (now() - startMs)));
  };
  const next = (): void => {
    startMs = now();
    const isHeld = run.isSuspended || run.model.frozenMs !== null;
    const newest = isHeld ? undefined : source.next?.(requestOf(run.model, run.model.size));
    if (newest === undefined) go();
    else void newest.then(go);
  };
  next();
}

function setRaw(stdin: NodeJS.ReadStream, isRaw: boolean): void {
  if (stdin.isTTY) stdin.setRawMode(isRaw);
}

function suspend(run: Run): void {
  if (run.isSuspended || run.isOver) return;
  run.isSuspended = true;
  run.painter.leave();
  setRaw(run.options.stdin, false);
}

/** Also after a stop that nobody announced: then the shell has written over the screen. */
function resume(run: Run): void {
  if (run.isOver) return;
  run.isSuspended = false;
  run.painter.leave();
  setRaw(run.options.stdin, true);
  resize(run);
}

/** Draws whole: nobody knows what the window shows after another size, or after another program. */
function resize(run: Run): void {
  if (run.isOver || run.isSuspended) return;
  run.painter.enter();
  run.painter.forget();
  run.drawn = null;
  tell(run, { kind: 'resize', size: sizeOf(run.options.stdout) });
}

function initRun(options: ScreenOptions, end: (error: unknown) => void): Run {
  const { choices, source, stdout, variables } = options;
  const level = colourLevel(variables, choices.noColor);
  const model = initModel({
    ...choices,
    hasColours: level !== 'none',
    localZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    size: sizeOf(stdout),
    nowMs: now(),
    canExplain: source.why !== null,
    opensAlone: choices.symbol === null,
  });
  return {
    options,
    level,
    painter: createPainter(stdout),
    store: createPictureStore(),
    end,
    model,
    drawn: null,
    ansi: null,
    timer: null,
    enough: () => undefined,
    isSuspended: false,
    isOver: false,
  };
}

/** Enters the screen; gives what leaves it again, however often it is called. */
function start(run: Run): () => void {
  const { stdin, stdout, signal, host } = run.options;
  const onResize = (): void => resize(run);
  const onAbort = (): void => run.end(null);
  // Before anything is shown: a key pressed at the sight of the first picture must be a key already, and no signal.
  setRaw(stdin, true);
  run.painter.enter();
  const detach = host.attach({
    suspend: () => suspend(run),
    resume: () => resume(run),
    restore: () => {
      run.painter.leave();
      setRaw(stdin, false);
    },
  });
  const unmount = mountScreen({
    stdin,
    stdout,
    store: run.store,
    paint: (picture) => {
      // A terminal that does not keep up gets the next picture instead.
      if (!run.painter.paint(picture)) run.drawn = null;
    },
    onFault: (error) => run.end(error),
    onKey: (key: KeyName) => tell(run, { kind: 'key', key, nowMs: now() }),
  });
  stdout.on('resize', onResize);
  signal.addEventListener('abort', onAbort, { once: true });
  return () => {
    if (run.isOver) return;
    run.isOver = true;
    if (run.timer !== null) clearTimeout(run.timer);
    run.enough();
    stdout.off('resize', onResize);
    signal.removeEventListener('abort', onAbort);
    unmount();
    setRaw(stdin, false);
    run.painter.leave();
    detach();
  };
}

/** Resolves when the user quits or the signal aborts, the terminal as it was; rejects where the source throws. */
export function runScreen(options: ScreenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let leave = (): void => undefined;
    const run = initRun(options, (error) => {
      leave();
      if (error === null) resolve();
      else reject(error instanceof Error ? error : new Error('the screen failed', { cause: error }));
    });
    if (options.signal.aborted) {
      resolve();
      return;
    }
    leave = start(run);
    keepBeating(run);
  });
}
