// Keeps the past of a running capture for its screens: always with few symbols, else only while somebody looks.

import { type Tracker, createTracker, trackEvents, trackRows } from '../../core/watch/tracker.js';
import type { CaptureSession } from '../capture/capture-session.js';
import type { LiveWatcher } from '../capture/live-run.js';

export interface LiveWatch {
  /** To be put into the capture's world before its session opens. */
  readonly watcher: LiveWatcher;
  /** The session that the watcher belongs to: from here on it keeps what it sees. */
  open(session: CaptureSession): void;
  /** Somebody looks: the past is kept from now on, and for a minute after the last look. */
  look(session: CaptureSession): Tracker;
}

const KEPT_MS = 60_000;

export function createLiveWatch(): LiveWatch {
  let session: CaptureSession | null = null;
  let tracker: Tracker | null = null;
  let wantedUntilMs = 0;
  /** Null where nothing is to be kept. A past with a hole in it is none: it is dropped when nobody has looked for long. */
  const keeping = (open: CaptureSession): Tracker | null => {
    if (tracker !== null && !tracker.isWhole && open.world.elapsedMs() > wantedUntilMs) tracker = null;
    return tracker;
  };
  return {
    watcher: {
      events(batch) {
        if (session === null) return;
        const kept = keeping(session);
        if (kept !== null) trackEvents(kept, session.loop.live.runner.chain, batch);
      },
      rows(rows) {
        if (tracker !== null) trackRows(tracker, rows);
      },
    },
    open(opened) {
      session = opened;
      const created = createTracker({ symbols: opened.symbols.length });
      tracker = created.isWhole ? created : null;
    },
    look(opened) {
      wantedUntilMs = opened.world.elapsedMs() + KEPT_MS;
      tracker ??= createTracker({ symbols: opened.symbols.length });
      return tracker;
    },
  };
}
