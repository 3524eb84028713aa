// Recordings and the lake as one source of a study: recordings where there are any, the lake at all other times.

import { type EventBatch, clearEventBatch, createEventBatch } from '../../core/market/event-batch.js';
import type { FrameBatch } from '../../core/market/frame.js';
import { commonUnit, type Instrument } from '../../core/market/instrument.js';
import { type Normalizer, sequenceOf } from '../../exchange/binance/normalizer.js';
import { type LakeUnits, inUnits, readLakeUnits } from '../../store/lake/lake-units.js';
import { configHash } from '../config-hash.js';
import type { Recording } from '../recording.js';
import { refuseFrames } from '../replay.js';
import { type LakeChoice, type LakeFeed, type LakeSymbol, lakeInstrument, openLakeFeed } from './lake-feed.js';
import { lakeEnvOrigin, lakeOrigins } from './lake-origins.js';
import { type LakeTrades, ROWS_PER_EVENT, sequenceLakeEvent } from './lake-sequence.js';
import { MOST_LEVELS, lakeFingerprint, lakeSymbols } from './lake-source.js';
import type { MarketSource, MarketVisitor, RunChoices, SourceInput, SourceTroubles } from './market-source.js';
import { type Entries, endOf, enterNew, normalizerFor, rawFingerprint, rawInputs, showFrames } from './raw-source.js';
import type { SpansOf } from './time-spans.js';

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;

export interface Joint {
  readonly recording: Recording;
  /** Of the recording's venue and environment. */
  readonly lake: LakeChoice;
  /** Times that the recordings hold, by symbol: there the lake is not read. */
  readonly held: SpansOf;
  readonly strict: boolean;
}

export function joinedSource(joint: Joint): MarketSource {
  const { recording, lake, held } = joint;
  const { opened, venue, env, symbols, symbolsComplete, recordedConfig } = recording;
  const parts = lake.partitions.flatMap((entry) => entry.parts);
  const firsts = [...opened.inputs.flatMap(({ firstRecvUs }) => firstRecvUs ?? []), ...parts.map((one) => one.firstUs)];
  const lakeBytes = lake.partitions.reduce((sum, { bytes }) => sum + bytes, 0);
  const rawBytes = opened.progress().bytesTotal;
  return {
    kind: 'joined',
    venue,
    env,
    async envOrigin() {
      const origins = [recording.envOrigin, await lakeEnvOrigin(lake, held)];
      return origins.includes('stated') ? 'stated' : recording.envOrigin;
    },
    symbols: [...new Set([...symbols, ...lakeSymbols(lake.partitions)])].sort(),
    symbolsComplete,
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    recordedConfig,
    total: rawBytes === null ? null : rawBytes + lakeBytes,
    unit: 'bytes',
    async fingerprint() {
      const raw = await rawFingerprint(recording);
      return raw === null ? null : configHash([raw, lakeFingerprint(lake.partitions)]);
    },
    inputs: (signal, onBytes) => inputsOf(joint, signal, onBytes),
    run: (visitor, choices) => runJoined(joint, visitor, choices),
    close: () => opened.feed.close(),
  };
}

/** Recordings first; what the lake was made from is named where it is not among them. */
async function inputsOf(
  { recording, lake, held }: Joint,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<SourceInput[]> {
  const files = await rawInputs(recording, signal, onBytes);
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  return [...files, ...(await lakeOrigins(lake, held)).filter(({ sha256 }) => !hashes.has(sha256))];
}

interface Run {
  readonly joint: Joint;
  readonly visitor: MarketVisitor;
  readonly choices: RunChoices;
  readonly normalizer: Normalizer;
  readonly entries: Entries;
  readonly feed: LakeFeed;
  readonly trades: LakeTrades;
  /** For events of the lake. */
  readonly batch: EventBatch;
}

/** Units of both in one; entered in name order, so that a symbol has the same code in both. */
async function joinSymbols({ recording, lake }: Joint, normalizer: Normalizer, wanted: ReadonlySet<string>) {
  const found: LakeSymbol[] = [];
  for (const symbol of [...wanted].sort()) {
    const partitions = lake.partitions.filter(({ partition }) => partition.symbol === symbol);
    if (partitions.length === 0) continue;
    const units = await readLakeUnits('', partitions);
    const raw = recording.instruments.get(symbol);
    const joined = raw === undefined ? units : unitsOfBoth(units, raw);
    const instrument = lakeInstrument(lake, { symbol, code: 0, units: joined });
    recording.instruments.set(symbol, instrument);
    const code = sequenceOf(normalizer, symbol)?.scale.code;
    if (code !== undefined) found.push({ symbol, code, units: joined });
  }
  return found;
}

const unitsOfBoth = (units: LakeUnits, { tick, step }: Instrument): LakeUnits =>
  inUnits(commonUnit(units.tick, tick), commonUnit(units.step, step));

async function runJoined(joint: Joint, visitor: MarketVisitor, choices: RunChoices): Promise<SourceTroubles> {
  const { recording, lake, held } = joint;
  const normalizer = normalizerFor(recording, choices.symbols);
  const symbols = await joinSymbols(joint, normalizer, choices.symbols);
  const feed = await openLakeFeed(lake, symbols, held);
  const batch = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const run: Run = { joint, visitor, choices, normalizer, entries: { entered: 0 }, feed, trades: new Map(), batch };
  try {
    enterNew(normalizer, run.entries, visitor);
    await showAll(run);
  } finally {
    await feed.close();
  }
  return { damaged: recording.opened.problems.total, refused: normalizer.counts.refused };
}

async function showAll(run: Run): Promise<void> {
  const { joint, choices } = run;
  const { feed } = joint.recording.opened;
  const end = choices.toUs ?? Infinity;
  for (;;) {
    choices.signal.throwIfAborted();
    const frames = await feed.next();
    if (frames === null) break;
    const to = endOf(frames, choices.toUs);
    await showBatch(run, frames, to);
    refuseFrames(run.normalizer, joint.recording, joint.strict);
    sayProgress(run);
    if (to < frames.count) break;
  }
  await showLake(run, { untilUs: end, atUs: Infinity });
}

const sayProgress = ({ joint, choices, feed }: Run): void =>
  choices.onProgress(joint.recording.opened.progress().bytesRead + feed.bytes());

/** Frames of a batch, and what the lake has before and between them. */
async function showBatch(run: Run, frames: FrameBatch, to: number): Promise<void> {
  const { normalizer, visitor, entries, feed } = run;
  for (let from = 0; from < to;) {
    await showLake(run, { untilUs: frames.recvUs[from] as number, atUs: frames.recvUs[from] as number });
    let next = from + 1;
    while (next < to && isBeforeLake(feed, frames.recvUs[next] as number)) next++;
    await visitor.before?.(frames.recvUs[next - 1] as number);
    showFrames(normalizer, frames, { from, to: next, entries, visitor });
    from = next;
  }
}

const isBeforeLake = (feed: LakeFeed, timeUs: number): boolean =>
  timeUs < feed.nextUs() || (timeUs === feed.nextUs() && feed.isAfterRaw());

/** Events of the lake before a time, and at `atUs` those that come before a recording's. */
async function showLake(run: Run, { untilUs, atUs }: { untilUs: number; atUs: number }): Promise<void> {
  const { feed, visitor, normalizer, trades, batch } = run;
  const isDue = (): boolean => feed.nextUs() < untilUs || (feed.nextUs() === atUs && !feed.isAfterRaw());
  while (isDue() && feed.nextUs() < Infinity) {
    run.choices.signal.throwIfAborted();
    clearEventBatch(batch);
    let lastUs = -Infinity;
    while (batch.count + ROWS_PER_EVENT <= BATCH_EVENTS && batch.levelCount < MOST_LEVELS && isDue()) {
      if (feed.nextUs() === Infinity) break;
      lastUs = feed.nextUs();
      const before = batch.count;
      const session = await feed.take(batch);
      if (batch.count > before) sequenceLakeEvent(batch, before, { normalizer, trades, session });
    }
    await visitor.before?.(lastUs);
    visitor.events(batch);
    sayProgress(run);
  }
}
