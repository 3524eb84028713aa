// The normaliser and the reference decoder on the same frames: rows and refusals of both, ready to be compared.

import type { Instrument } from '../../src/core/market/instrument.js';
import { FRAME } from '../../src/core/market/frame.js';
import { rowTexts } from './event-rows.js';
import { type RawFrame, batchOf } from './frames.js';
import { normalizeAll, normalizerFor } from './market-run.js';
import { createReference, decodeFrame, decodeSnapshot } from './reference-decoder.js';
import { symbolsOf } from '../../src/exchange/binance/normalizer.js';

export interface Duel {
  readonly rows: readonly string[];
  /** `line:problem` of each refused frame. */
  readonly refused: readonly string[];
  readonly fallback: number;
}

export function byNormalizer(instruments: readonly Instrument[], frames: readonly RawFrame[]): Duel {
  const { normalizer } = normalizerFor({ venue: instruments[0]!.venue, instruments, capacity: 64 });
  const rows: string[] = [];
  normalizeAll(normalizer, batchOf(frames), (batch) => rows.push(...rowTexts(batch, symbolsOf(normalizer))));
  const refused = normalizer.refused.map(({ line, problem }) => `${line}:${problem}`);
  return { rows, refused, fallback: normalizer.counts.fallback };
}

/** Null where a frame names a symbol that is not among the instruments, and nothing else is wrong with it. */
export function byReference(instruments: readonly Instrument[], frames: readonly RawFrame[]): Duel | null {
  const reference = createReference(instruments);
  const rows: string[] = [];
  const refused: string[] = [];
  for (const [i, frame] of frames.entries()) {
    if (frame.kind === FRAME.snapshot) {
      rows.push(...decodeSnapshot(reference, { symbol: frame.hint!, recvUs: frame.recvUs }, frame.text as string));
      continue;
    }
    const bytes = typeof frame.text === 'string' ? Buffer.from(frame.text) : frame.text;
    const outcome = decodeFrame(reference, bytes, frame.recvUs);
    if (outcome === 'unit_inferred') return null;
    if ('refused' in outcome) refused.push(`${i + 1}:${outcome.refused}`);
    else rows.push(...outcome.rows);
  }
  return { rows, refused, fallback: 0 };
}

/** Refusals agree; a number that does not fit may be refused by any name. */
const sameRefusals = (ours: readonly string[], theirs: readonly string[]): boolean =>
  ours.length === theirs.length &&
  ours.every((refusal, i) => refusal === theirs[i] || theirs[i] === `${refusal.split(':')[0]}:too_large`);

/** Where the two disagree, told with the frames; null where they agree. */
export function disagreement(instruments: readonly Instrument[], frames: readonly RawFrame[]): string | null {
  const ours = byNormalizer(instruments, frames);
  const theirs = byReference(instruments, frames);
  if (theirs === null) return null;
  const sameRows = ours.rows.length === theirs.rows.length && ours.rows.every((row, i) => row === theirs.rows[i]);
  if (sameRows && sameRefusals(ours.refused, theirs.refused)) return null;
  const at = ours.rows.findIndex((row, i) => row !== theirs.rows[i]);
  const texts = frames.map(({ text }) => (typeof text === 'string' ? text : Buffer.from(text).toString('latin1')));
  return [
    `ours:      ${at < 0 ? '(no further row)' : ours.rows[at]} refused ${ours.refused.join() || 'nothing'}`,
    `reference: ${theirs.rows[Math.max(at, 0)] ?? '(no row)'} refused ${theirs.refused.join() || 'nothing'}`,
    ...texts,
  ].join('\n');
}
