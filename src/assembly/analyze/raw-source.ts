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

import type { MarketSource, MarketVisitor, RunChoices } from './market-source.js';

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
    symbols,
    symbolsComplete,
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    recordedConfig,
    session: opened.inputs.find(({ session }) => session !== null)?.session?.session ?? null,
    total: opened.progress().bytesTotal,
    unit: 'bytes',
    async fingerprint() {
      if (opened.inputs.some(({ growing, bytesTotal }) => growing || bytesTotal === null)) return null;
      return configHash(await Promise.all(opened.inputs.map(({ path }) => fileStamp(path))));
    },
    async inputs(signal, onBytes) {
      const hashes = await hashInputs(opened.inputs, signal, onBytes);
      return hashes.map(({ name, bytes, sha256 }) => ({ path: name, bytes, sha256 }));
    },
    run: (visitor, choices) => runRaw(recording, { visitor, choices, strict }),
    close: () => opened.feed.close(),
  };
}

interface Running {
  readonly visitor: MarketVisitor;
  readonly choices: RunChoices;
  readonly strict: boolean;
}

async function runRaw(recording: Recording, running: Running): Promise<{ damaged: number; refused: number }> {
  const { choices, visitor, strict } = running;
  const { opened, venue, env, instruments } = recording;
  const config = { venue, env, instruments, symbols: choices.symbols, keepRefused: KEEP_REFUSED };
  const normalizer = createNormalizer(config, createEventBatch(BATCH_EVENTS, BATCH_LEVELS));
  const clock = { entered: 0 };
  for (;;) {
    choices.signal.throwIfAborted();
    const frames = await opened.feed.next();
    if (frames === null) break;
    const to = endOf(frames, choices.toUs);
    if (to > 0) await visitor.before?.(frames.recvUs[to - 1] as number);
    showFrames(normalizer, frames, { to, clock, visitor });
    refuseFrames(normalizer, recording, strict);
    choices.onProgress(opened.progress().bytesRead);
    if (to < frames.count) break;
  }
  return { damaged: opened.problems.total, refused: normalizer.counts.refused };
}

interface Clock {
  entered: number;
}

/** Frames before the end of the range. */
function endOf({ recvUs, count }: FrameBatch, toUs: number | null): number {
  if (toUs === null) return count;
  let to = 0;
  while (to < count && (recvUs[to] as number) < toUs) to++;
  return to;
}

function showFrames(
  normalizer: Normalizer,
  frames: FrameBatch,
  { to, clock, visitor }: { readonly to: number; readonly clock: Clock; readonly visitor: MarketVisitor },
): void {
  const { batch } = normalizer.target;
  let next = 0;
  while (next < to || normalizer.backlog !== null) {
    clearEventBatch(batch);
    next = normalizeFrames(normalizer, frames, { from: next, to });
    for (; clock.entered < normalizer.sequences.length; clock.entered++) {
      const sequence = normalizer.sequences[clock.entered];
      if (sequence !== undefined) visitor.enter(clock.entered, sequence.instrument);
    }
    visitor.events(batch);
  }
}
