// Both readings of one case side by side: the normaliser's rows and refusals, and those of the reference.

import { FRAME } from '../../src/core/market/frame.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import { symbolsOf } from '../../src/exchange/binance/normalizer.js';
import { rowTexts } from '../../test/support/event-rows.js';
import { normalizeAll, normalizerFor } from '../../test/support/market-run.js';
import { type FrameCase, type PlacedFrame, batchesOfCase } from './frame-cases.js';
import { type Counts, addCount } from './progress.js';
import { createFullReference, decodeAny } from './reference-frames.js';

/** Rows of the frames as text, and the problem of each refused frame, in order. */
export interface Reading {
  readonly rows: readonly string[];
  readonly refused: readonly string[];
}

export type Decoder = (what: FrameCase, frames: readonly PlacedFrame[]) => Reading;

/** By the normaliser, as the chain runs it. */
export const readByNormalizer: Decoder = ({ instruments, capacity }, frames) => {
  const { normalizer } = normalizerFor({ venue: venueOf(instruments), instruments, capacity });
  const rows: string[] = [];
  for (const batch of batchesOfCase(frames)) {
    normalizeAll(normalizer, batch, (events) => rows.push(...rowTexts(events, symbolsOf(normalizer))));
  }
  return { rows, refused: normalizer.refused.map(({ problem }) => problem) };
};

const venueOf = (instruments: readonly Instrument[]): Instrument['venue'] => instruments[0]?.venue ?? 'binance-usdm';

const NAMES: Readonly<Record<number, string>> = {
  [FRAME.snapshot]: 'snapshot',
  [FRAME.control]: 'control',
  [FRAME.rawLine]: 'raw line',
  [FRAME.originalLine]: 'original line',
};
const STREAMS = ['depth', 'aggTrade', 'trade', 'bookTicker', 'markPrice', 'snapshot', 'healedTrade'];

/** What a frame was before it was changed, by the run it comes from. */
function kindName(what: FrameCase, frame: PlacedFrame): string {
  const byKind = NAMES[frame.kind ?? FRAME.stream];
  if (byKind !== undefined) return byKind;
  const named =
    /@([A-Za-z]+)/.exec(Buffer.from(frame.text).toString('latin1'))?.[1] ?? /@([A-Za-z]+)/.exec(what.strand)?.[1];
  return named !== undefined && STREAMS.includes(named) ? named : 'other or unreadable';
}

export interface ReferenceReading extends Reading {
  /** Frames of symbols with stated units; the others' units would be taken from the frames themselves. */
  readonly judged: readonly PlacedFrame[];
}

/** By the reference; counts the changed frames by kind and outcome. */
export function readByReference(what: FrameCase, counts: Counts): ReferenceReading {
  const reference = createFullReference(what.instruments);
  const rows: string[] = [];
  const refused: string[] = [];
  const judged: PlacedFrame[] = [];
  for (const frame of what.frames) {
    const outcome = decodeAny(reference, frame);
    const verdict = outcome === 'unit_inferred' ? 'units unknown' : 'refused' in outcome ? 'refused' : 'accepted';
    if (frame.isChanged) addCount(counts, `${kindName(what, frame)}: ${verdict}`);
    if (outcome === 'unit_inferred') continue;
    judged.push(frame);
    if ('refused' in outcome) refused.push(outcome.refused);
    else for (const row of outcome.rows) rows.push(row);
  }
  return { rows, refused, judged };
}

/** A number that does not fit may be refused by any name, and one with very many digits counts as none. */
const isSameRefusal = (ours: string, theirs: string | undefined): boolean =>
  ours === theirs || theirs === 'too_large' || (theirs === 'finer_than_unit' && ours === 'malformed_message');

const sameRefusals = (ours: readonly string[], theirs: readonly string[]): boolean =>
  ours.length === theirs.length && ours.every((problem, i) => isSameRefusal(problem, theirs[i]));

function firstDifference(ours: Reading, theirs: Reading): string | null {
  const length = Math.max(ours.rows.length, theirs.rows.length);
  for (let i = 0; i < length; i++) {
    if (ours.rows[i] === theirs.rows[i]) continue;
    return `row ${i}\n  ours:      ${ours.rows[i] ?? '(none)'}\n  reference: ${theirs.rows[i] ?? '(none)'}`;
  }
  if (sameRefusals(ours.refused, theirs.refused)) return null;
  return `refusals\n  ours:      ${ours.refused.join() || 'none'}\n  reference: ${theirs.refused.join() || 'none'}`;
}

/** The first lines of an error's stack. */
export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 8).join('\n') : String(error);

/** What is wrong with the case as read by `decoder`; null where both agree and nothing was thrown. */
export function judgeCase(what: FrameCase, decoder: Decoder, counts: Counts): string | null {
  const theirs = readByReference(what, counts);
  try {
    const ours = decoder(what, theirs.judged);
    // Frames whose units nobody has stated are run too: they may not crash.
    if (theirs.judged.length < what.frames.length) decoder(what, what.frames);
    return firstDifference(ours, theirs);
  } catch (error) {
    return `exception: ${stackOf(error)}`;
  }
}

/** Fewer frames that still show a difference: each is left out in turn, as long as one remains. */
export function shrinkCase(what: FrameCase, decoder: Decoder): FrameCase {
  let smallest = what;
  for (let i = 0; i < smallest.frames.length && smallest.frames.length > 1;) {
    const fewer = { ...smallest, frames: smallest.frames.filter((_, k) => k !== i) };
    if (judgeCase(fewer, decoder, {}) === null) i++;
    else smallest = fewer;
  }
  return smallest;
}

/** The frames of a case with what is needed to run them again. */
export function describeCase(what: FrameCase): string {
  const lines = what.frames.map((frame) => {
    const { kind, hint, isChanged, startsBatch, text } = frame;
    const about = `${isChanged ? 'changed' : 'clean'}, kind ${kind ?? FRAME.stream}${hint === undefined ? '' : `, hint ${hint}`}`;
    const shown = Buffer.from(text)
      .toString('latin1')
      .slice(0, 300)
      .replace(/[^\x20-\x7e]/g, '?');
    return `  ${about}${startsBatch ? ', new buffer' : ''}: ${Buffer.from(text).toString('base64')}\n    ${shown}`;
  });
  return [`from ${what.strand}, ${what.frames.length} frames:`, ...lines].join('\n');
}
