// Every trouble of a capture as one structured line of its log, so many of a kind a minute.

/** What can happen, as the log names it. */
export type CaptureEvent =
  | 'disconnect'
  | 'silence'
  | 'rest_failure'
  | 'gap'
  | 'resync'
  | 'healed'
  | 'open_hole'
  | 'rollover'
  | 'stall'
  | 'disk'
  | 'clock_step'
  | 'malformed';

export interface EventSink {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
}

export type NoteEvent = (event: CaptureEvent, fields: Readonly<Record<string, unknown>>) => void;

export interface EventLog {
  readonly note: NoteEvent;
  /** The end: tells what has been left out and not been told yet. */
  readonly close: () => void;
}

const WINDOW_MS = 60_000;
/** Of one kind in a window; what is more is counted, and told with the first of the next one, or at the end. */
export const MOST_EVENTS = 30;

const GOOD: ReadonlySet<CaptureEvent> = new Set(['resync', 'healed', 'rollover']);

interface Window {
  fromMs: number;
  logged: number;
  left: number;
}

/** @param nowMs a clock that nobody sets */
export function createEventLog(sink: EventSink, nowMs: () => number): EventLog {
  const windows = new Map<CaptureEvent, Window>();
  const tellLeft = (event: CaptureEvent, left: number): void => {
    if (left > 0) sink.warn('events left out', { event, count: left });
  };
  const note: NoteEvent = (event, fields) => {
    const now = nowMs();
    let window = windows.get(event);
    if (window === undefined || now - window.fromMs >= WINDOW_MS) {
      const left = window?.left ?? 0;
      window = { fromMs: now, logged: 0, left: 0 };
      windows.set(event, window);
      tellLeft(event, left);
    }
    if (window.logged >= MOST_EVENTS) {
      window.left++;
      return;
    }
    window.logged++;
    const line = { event, ...fields };
    if (GOOD.has(event)) sink.info(event, line);
    else sink.warn(event, line);
  };
  const close = (): void => {
    for (const [event, { left }] of windows) tellLeft(event, left);
    windows.clear();
  };
  return { note, close };
}
