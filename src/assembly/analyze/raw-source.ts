// Raw recordings as the source of a study: frames through the normaliser that live and replay use.

import { clearEventBatch, createEventBatch } from '../../core/market/event-batch.js';
import type { FrameBatch } from '../../core/market/frame.js';
import { normalizeFrames } from '../../exchange/binance/normalize.js';
import { type Normalizer, createNormalizer } from '../../exchange/binance/normalizer.js';
import { fileStamp } from '../../store/file-stamp.js';
import { configHash } from '../config-hash.js';
import { hashInputs } from '../input-hashes.js';
import type { Recording } from '../recording.js';
import { refuseFrames } from '../replay.js';

import type { MarketSource, MarketVisitor, RunChoices, SourceInput } from './market-source.js';

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;
const KEEP_REFUSED = 100;

export interface RawOptions {
  /** The first message that cannot be understood ends the run. */
  readonly strict: boolean;
}

export function rawSource(recording: Recording, { strict }: RawOptions): MarketSource {
  const { opened, venue, env, symbols, symbolsComplete, recordedConfig } = recording;
  const firsts = opened.inputs.flatMap(({ firstRecvUs }) => firstRecvUs ?? []);
  return {
    kind: 'recordings',
    venue,
    env,
    envOrigin: () => Promise.resolve(recording.envOrigin),
    symbols,
    symbolsComplete,
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    recordedConfig,
    total: opened.progress().bytesTotal,
    unit: 'bytes',
    fingerprint: () => rawFingerprint(recording),
    inputs: (signal, onBytes) => rawInputs(recording, signal, onBytes),
    run: (visitor, choices) => runRaw(recording, { visitor, choices, strict }),
    close: () => opened.feed.close(),
  };
}

export async function rawFingerprint({ opened }: Recording): Promise<string | null> {
  if (opened.inputs.some(({ growing, bytesTotal }) => growing || bytesTotal === null)) return null;
  return configHash(await Promise.all(opened.inputs.map(({ path }) => fileStamp(path))));
}

export async function rawInputs(
  { opened }: Recording,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<SourceInput[]> {
  const hashes = await hashInputs(opened.inputs, signal, onBytes);
  return hashes.map(({ name, bytes, sha256 }) => ({ path: name, bytes, sha256, from: 'recording' }));
}

interface Running {
  readonly visitor: MarketVisitor;
  readonly choices: RunChoices;
  readonly strict: boolean;
}

async function runRaw(recording: Recording, running: Running): Promise<{ damaged: number; refused: number }> {
  const { choices, visitor, strict } = running;
  const { opened } = recording;
  const normalizer = normalizerFor(recording, choices.symbols);
  const entries = { entered: 0 };
  for (;;) {
    choices.signal.throwIfAborted();
    const frames = await opened.feed.next();
    if (frames === null) break;
    const to = endOf(frames, choices.toUs);
    if (to > 0) await visitor.before?.(frames.recvUs[to - 1] as number);
    showFrames(normalizer, frames, { from: 0, to, entries, visitor });
    refuseFrames(normalizer, recording, strict);
    choices.onProgress(opened.progress().bytesRead);
    if (to < frames.count) break;
  }
  return { damaged: opened.problems.total, refused: normalizer.counts.refused };
}

export function normalizerFor({ venue, env, instruments }: Recording, symbols: ReadonlySet<string>): Normalizer {
  const config = { venue, env, instruments, symbols, keepRefused: KEEP_REFUSED };
  return createNormalizer(config, createEventBatch(BATCH_EVENTS, BATCH_LEVELS));
}

/** How many symbols have been shown to the visitor. */
export interface Entries {
  entered: number;
}

export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** Frames before the end of the range. */
export function endOf({ recvUs, count }: FrameBatch, toUs: number | null): number {
  if (toUs === null) return count;
  let to = 0;
  while (to < count && (recvUs[to] as number) < toUs) to++;
  return to;
}

/** Frames [from, to) as events. */
export function showFrames(
  normalizer: Normalizer,
  frames: FrameBatch,
  { from, to, entries, visitor }: FrameRange & { readonly entries: Entries; readonly visitor: MarketVisitor },
): void {
  const { batch } = normalizer.target;
  let next = from;
  while (next < to || normalizer.backlog !== null) {
    clearEventBatch(batch);
    next = normalizeFrames(normalizer, frames, { from: next, to });
    enterNew(normalizer, entries, visitor);
    visitor.events(batch);
  }
}

/** Shows symbols that have come since. */
export function enterNew({ sequences }: Normalizer, entries: Entries, visitor: MarketVisitor): void {
  for (; entries.entered < sequences.length; entries.entered++) {
    const sequence = sequences[entries.entered];
    if (sequence !== undefined) visitor.enter(entries.entered, sequence.instrument);
  }
}
