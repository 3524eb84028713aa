// How a row came about: the recording is read to just before it, and then frame by frame.

import type { FrameBatch } from '../../core/market/frame.js';
import { type RawFrame, initTrail } from '../../core/watch/why-state.js';
import { beginTrail, stepTrail } from '../../core/watch/why-trail.js';
import type { Why } from '../../core/watch/why.js';
import type { Taken } from '../player/beside.js';
import { keepCheckpoint } from '../player/checkpoint.js';
import { toFrame, travel } from '../player/journey.js';
import { breathe } from '../player/pace.js';
import { moveTo } from '../player/place.js';
import { type Track, loadBatch, takeFrames } from '../player/track.js';
import { type Located, type Question, type Reading, locate } from './locate.js';

/**
 * The row of the symbol at or before the time; null where there is none. `reading.store` may hold checkpoints of other
 * readings of the same recording, and gets more. Rejects when the signal is aborted.
 */
export async function explainRow<State>(reading: Reading<State>, question: Question): Promise<Why | null> {
  const located = await locateFrom(reading, question);
  if (located === null) return null;
  const { track, store, pace, signal } = reading;
  const { startFrame, row } = located;
  await moveTo(track, store, { isBehind: ({ frames }) => frames > startFrame });
  await travel(track, { ...toFrame(startFrame), store, pace, lastUs: Infinity });
  signal.throwIfAborted();
  return follow(reading, { symbol: question.symbol, timeUs: row.timeUs });
}

/** Enough rows and bars before the time are read that following can begin before them; else reading begins earlier. */
async function locateFrom<State>(reading: Reading<State>, question: Question): Promise<Located | null> {
  const { track, store } = reading;
  if (store.kept.length === 0) keepCheckpoint(store, track);
  const places = store.kept.filter(({ checkpoint }) => checkpoint.headUs < question.timeUs);
  for (let back = 1; ; back *= 2) {
    // Before the first checkpoint stands the beginning.
    const begin = places[places.length - back]?.checkpoint.frames ?? 0;
    await moveTo(track, store, { isBehind: ({ frames }) => frames > begin });
    const from = track.frames;
    const located = await locate(reading, question);
    if (located?.hasPrevious === true && located.startFrame > from) return located;
    if (from === 0) return located;
  }
}

/** The bytes and the place of the frame that is being taken. */
function rawOf({ at, batch, frames, opened }: Track<unknown>): RawFrame {
  const { bytes, start, end, line, recvUs, input } = batch as FrameBatch;
  return {
    frame: frames + 1,
    path: opened?.inputs[input]?.path ?? '',
    line: line[at] ?? 0,
    recvUs: recvUs[at] ?? 0,
    text: new TextDecoder().decode(bytes.subarray(start[at], end[at])),
  };
}

async function follow<State>(
  { track, pace, signal }: Reading<State>,
  { symbol, timeUs }: Question,
): Promise<Why | null> {
  const { chain, normalizer } = track.runner;
  const codeOf = (): number => normalizer.codes.get(symbol) ?? -1;
  const raw = (): RawFrame => rawOf(track);
  const trail = initTrail(track.plan.chain, timeUs);
  beginTrail(trail, chain.symbols[codeOf()]);
  while (trail.found === null && (await loadBatch(track))) {
    takeFrames(track, 1, ({ events, rows }: Taken) => {
      const code = codeOf();
      const state = chain.symbols[code];
      if (state !== undefined) stepTrail(trail, { state, code, events, rows, raw });
    });
    if (!(await breathe(pace))) signal.throwIfAborted();
  }
  return trail.found;
}
