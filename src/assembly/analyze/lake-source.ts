// The lake as the source of a study: its tables of a symbol merged by receive time into the events they were written from.

import { clearEventBatch, createEventBatch } from '../../core/market/event-batch.js';
import { readLakeUnits } from '../../store/lake/lake-units.js';
import type { PartitionEntry } from '../../store/lake/listing.js';
import { configHash } from '../config-hash.js';
import {
  EVENT_KINDS,
  type LakeChoice,
  type LakeFeed,
  type LakeSymbol,
  lakeInstrument,
  openLakeFeed,
} from './lake-feed.js';
import { lakeEnvOrigin, lakeOrigins } from './lake-origins.js';
import type { MarketSource, MarketVisitor, RunChoices } from './market-source.js';
import type { SpansOf } from './time-spans.js';

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;
/** Depth messages of thousands of levels must not pile up in a batch. */
export const MOST_LEVELS = 1 << 15;

export const lakeSymbols = (partitions: readonly PartitionEntry[]): string[] =>
  [...new Set(partitions.map(({ partition }) => partition.symbol))].sort();

/** Changes when a part does. */
export const lakeFingerprint = (partitions: readonly PartitionEntry[]): string =>
  configHash(partitions.flatMap(({ parts }) => parts.map(({ path, bytes }) => ({ path, bytes }))));

const NOTHING_HELD: SpansOf = new Map();

export function lakeSource(choice: LakeChoice): MarketSource {
  const { venue, env } = choice;
  const partitions = choice.partitions.filter(({ partition }) => EVENT_KINDS.some((kind) => kind === partition.kind));
  const firsts = partitions.flatMap(({ parts }) => parts.map(({ firstUs }) => firstUs));
  return {
    kind: 'lake',
    venue,
    env,
    envOrigin: () => lakeEnvOrigin({ ...choice, partitions }, NOTHING_HELD),
    symbols: lakeSymbols(partitions),
    symbolsComplete: true,
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    recordedConfig: null,
    total: partitions.reduce((sum, { bytes }) => sum + bytes, 0),
    unit: 'bytes',
    fingerprint: () => Promise.resolve(lakeFingerprint(partitions)),
    inputs: () => lakeOrigins({ ...choice, partitions }, NOTHING_HELD),
    run: (visitor, choices) => runLake({ ...choice, partitions }, visitor, choices),
    close: () => Promise.resolve(),
  };
}

/** The symbols wanted, with codes in name order. */
async function symbolsOf(choice: LakeChoice, wanted: ReadonlySet<string>): Promise<LakeSymbol[]> {
  const symbols: LakeSymbol[] = [];
  for (const symbol of lakeSymbols(choice.partitions).filter((one) => wanted.has(one))) {
    const own = choice.partitions.filter(({ partition }) => partition.symbol === symbol);
    symbols.push({ symbol, code: symbols.length, units: await readLakeUnits('', own) });
  }
  return symbols;
}

async function runLake(choice: LakeChoice, visitor: MarketVisitor, choices: RunChoices) {
  const symbols = await symbolsOf(choice, choices.symbols);
  const feed = await openLakeFeed(choice, symbols, NOTHING_HELD);
  for (const symbol of symbols) visitor.enter(symbol.code, lakeInstrument(choice, symbol));
  try {
    await showAll(feed, visitor, choices);
  } finally {
    await feed.close();
  }
  return { damaged: 0, refused: 0 };
}

async function showAll(feed: LakeFeed, visitor: MarketVisitor, { toUs, signal, onProgress }: RunChoices) {
  const batch = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const end = toUs ?? Infinity;
  for (;;) {
    signal.throwIfAborted();
    clearEventBatch(batch);
    let lastUs = -Infinity;
    while (batch.count < BATCH_EVENTS && batch.levelCount < MOST_LEVELS && feed.nextUs() < end) {
      lastUs = feed.nextUs();
      await feed.take(batch);
    }
    if (batch.count === 0) return;
    await visitor.before?.(lastUs);
    visitor.events(batch);
    onProgress(feed.bytes());
  }
}
