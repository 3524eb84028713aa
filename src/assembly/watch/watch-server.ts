// Lets other processes look at a running capture: questions and answers on a socket of its own in the data folder.

import { type HeldHeat, readAsk, withoutHeld } from '../../core/watch/wire.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { type LineServer, openLineServer } from '../../platform/line-server.js';
import { watchPlaces } from '../../store/lock-path.js';

/** As the screen's WatchSource. */
export interface Looked {
  snapshot(request: WatchRequest): WatchSnapshot;
}

/** One looker's questions: each line is answered by one line of JSON. */
export function answerer(source: Looked): (line: string) => string {
  return (line) => {
    const ask = readAsk(line);
    if (typeof ask === 'string') return JSON.stringify({ error: ask });
    return answerText(source, ask.request, ask.held);
  };
}

/** A fault in what is only shown costs the looker its answer, and nobody else anything. */
function answerText(source: Looked, request: WatchRequest, held: HeldHeat | null): string {
  try {
    return JSON.stringify({ snapshot: withoutHeld(source.snapshot(request), held) });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
}

export interface WatchServerOptions {
  readonly dataRoot: string;
  /** A source for each looker. */
  readonly open: () => Looked;
  readonly nowMs: () => number;
}

/** Listens at the first place that can be listened at; the error of the last one where there is none. */
export async function openWatchServer({ dataRoot, open, nowMs }: WatchServerOptions): Promise<LineServer> {
  let problem: unknown = null;
  for (const { kind, path } of watchPlaces(dataRoot)) {
    try {
      return await openLineServer({ path, isPipe: kind === 'pipe', connect: () => answerer(open()), nowMs });
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}
