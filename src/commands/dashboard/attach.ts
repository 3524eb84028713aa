// Finds the process to look at: by its data folder, or by its socket.

import { type RemoteSource, openRemoteSource } from '../../assembly/watch/remote-source.js';
import { type RecordedPlace, createRecordedWhy } from '../../assembly/why/recorded-why.js';
import type { Context } from '../../cli/context.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { DataError } from '../../platform/errors.js';
import { ownProgram } from '../../platform/own-command.js';
import { shownPath } from '../../platform/paths.js';
import { watchPaths } from '../../store/lock-path.js';

/** What is asked for first, before a screen says what it wants. */
export const FIRST_REQUEST: WatchRequest = {
  symbol: null,
  levels: 1,
  series: { spanUs: 60_000_000, points: 1 },
  heatColumns: 0,
  footprintBars: 0,
  tape: 0,
  signals: 0,
  ownSignals: false,
};

/** A source that has answered once. @throws DataError where nobody answers */
export async function attachTo(place: string, ctx: Context): Promise<RemoteSource> {
  const { lang, words } = ctx;
  const why = (recorded: () => RecordedPlace) =>
    createRecordedWhy({ place: recorded, program: ownProgram(), lang, put: words.message });
  const source = openRemoteSource({ paths: () => watchPaths(place), nowMs: () => ctx.elapsedMs(), why });
  try {
    await answerOf(source, FIRST_REQUEST, { place, ctx });
    return source;
  } catch (error) {
    source.close();
    throw error;
  }
}

/** The answer to a request. @throws DataError where there is none */
export async function answerOf(
  source: RemoteSource,
  request: WatchRequest,
  { place, ctx }: { readonly place: string; readonly ctx: Context },
): Promise<WatchSnapshot> {
  const answer = await source.first(request);
  if (answer !== null && typeof answer !== 'string') return answer;
  const shown = shownPath(place, ctx.cwd);
  if (answer === null) {
    throw new DataError(`nothing captures into ${shown}`, {
      code: 'V13_DASHBOARD_NOBODY',
      hint: 'start one: v13 capture --symbol ETHUSDT; or name its data root: v13 dashboard --attach DIR',
      details: { place },
    });
  }
  throw new DataError(`${shown} does not answer as it should: ${answer}`, {
    code: 'V13_DASHBOARD_ANSWER',
    hint: 'look with the version of v13 that captures there',
    details: { place },
  });
}
