// The lake as the source of a study: its tables of a symbol merged by receive time into the events they were written from.

import { clearEventBatch, createEventBatch, type EventBatch } from '../../core/market/event-batch.js';
import type { Environment, Instrument, Venue } from '../../core/market/instrument.js';
import {
  type DepthReading,
  EVENT_COLUMNS,
  type UnitFactors,
  takeDepthMessage,
  takeGapRow,
  takeQuoteRow,
  takeTradeRow,
} from '../../store/lake/lake-events.js';
import { type LakeUnits, readLakeUnits } from '../../store/lake/lake-units.js';
import type { PartitionEntry } from '../../store/lake/listing.js';
import { type PartCursor, openPartCursor } from '../../store/lake/part-cursor.js';
import { readSourceRecords } from '../../store/lake/source-record.js';
import { configHash } from '../config-hash.js';
import type { MarketSource, MarketVisitor, RunChoices, SourceInput } from './market-source.js';

export interface LakeChoice {
  /** Folder of the lake. */
  readonly lake: string;
  readonly venue: Venue;
  readonly env: Environment;
  /** Of this venue and environment. */
  readonly partitions: readonly PartitionEntry[];
}

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;
/** Depth messages of thousands of levels must not pile up in a batch. */
const MOST_LEVELS = 1 << 15;

const namesOf = (partitions: readonly PartitionEntry[]): string[] =>
  [...new Set(partitions.map(({ partition }) => partition.symbol))].sort();

const partsOf = (partitions: readonly PartitionEntry[], symbol: string, kind: string) =>
  partitions
    .filter(({ partition }) => partition.symbol === symbol && partition.kind === kind)
    .flatMap(({ parts }) => parts);

export function lakeSource(choice: LakeChoice): MarketSource {
  const { lake, venue, env, partitions } = choice;
  const market = partitions.filter(({ partition }) => ['depth', 'trades', 'quotes', 'gaps'].includes(partition.kind));
  const firsts = market.flatMap(({ parts }) => parts.map(({ firstUs }) => firstUs));
  return {
    kind: 'lake',
    venue,
    env,
    symbols: namesOf(market),
    symbolsComplete: true,
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    recordedConfig: null,
    session: null,
    total: market.reduce((sum, { bytes }) => sum + bytes, 0),
    unit: 'bytes',
    fingerprint: () =>
      Promise.resolve(configHash(market.flatMap(({ parts }) => parts.map(({ path, bytes }) => ({ path, bytes }))))),
    inputs: () => sourcesOf(lake),
    run: (visitor, choices) => runLake(choice, visitor, choices),
    close: () => Promise.resolve(),
  };
}

/** The recordings that the lake was made from, as they were then. */
async function sourcesOf(lake: string): Promise<SourceInput[]> {
  const records = [...(await readSourceRecords(lake)).values()];
  const files = records.flatMap(({ files: list }) => list);
  const byName = new Map(files.map(({ path, bytes, sha256 }) => [sha256, { path: nameOf(path), bytes, sha256 }]));
  return [...byName.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

interface Table {
  readonly kind: 'depth' | 'trades' | 'quotes' | 'gaps';
  readonly symbol: string;
  readonly code: number;
  readonly cursor: PartCursor;
  readonly reading: DepthReading;
  readonly units: LakeUnits;
  /** Of the file that the cursor is in. */
  notes: PartCursor['notes'] | null;
  factors: UnitFactors;
  /** Receive time of the next row; Infinity at the end. */
  timeUs: number;
}

/** At one time: breaks first, they were known before what revealed them; then depth, then trades. */
const KINDS = ['gaps', 'depth', 'trades', 'quotes'] as const;
const NO_FACTORS: UnitFactors = { ticks: 1, lots: 1, lotsPerBase: 1 };

async function openTables({ lake, partitions }: LakeChoice, symbols: readonly string[]): Promise<Table[]> {
  const tables: Table[] = [];
  for (const [code, symbol] of symbols.entries()) {
    const units = await readLakeUnits(
      lake,
      partitions.filter(({ partition }) => partition.symbol === symbol),
    );
    for (const kind of KINDS) {
      const cursor = openPartCursor(lake, partsOf(partitions, symbol, kind), EVENT_COLUMNS[kind]);
      const reading = { snapshotUs: -1 };
      tables.push({ kind, symbol, code, cursor, reading, units, notes: null, factors: NO_FACTORS, timeUs: 0 });
    }
  }
  for (const table of tables) await lookAhead(table);
  return tables;
}

/** Moves to the next row, and sees its time and units. */
async function lookAhead(table: Table): Promise<void> {
  const { cursor, units } = table;
  if (!(await cursor.refill())) {
    table.timeUs = Infinity;
    return;
  }
  table.timeUs = cursor.block?.number(0, cursor.row) ?? 0;
  if (table.notes === cursor.notes) return;
  table.notes = cursor.notes;
  table.factors = units.factorsOf(cursor.notes);
}

/** The table with the earliest next row; of several with the same time the first. */
function earliest(tables: readonly Table[]): Table | null {
  let best: Table | null = null;
  for (const table of tables) if (table.timeUs < (best?.timeUs ?? Infinity)) best = table;
  return best;
}

async function takeNext(batch: EventBatch, table: Table): Promise<void> {
  const { kind, cursor, code, factors, reading } = table;
  if (kind === 'depth') await takeDepthMessage(batch, cursor, { code, factors, reading });
  else if (kind === 'trades') takeTradeRow(batch, cursor, { code, factors });
  else if (kind === 'quotes') takeQuoteRow(batch, cursor, { code, factors });
  else takeGapRow(batch, cursor, code);
  await lookAhead(table);
}

function instrumentOf({ venue }: LakeChoice, { symbol, units }: Table): Instrument {
  return { symbol, venue, tick: units.tick, step: units.step, unitsFrom: 'stated' };
}

async function runLake(choice: LakeChoice, visitor: MarketVisitor, choices: RunChoices) {
  const { toUs, signal, onProgress } = choices;
  const symbols = namesOf(choice.partitions).filter((symbol) => choices.symbols.has(symbol));
  const tables = await openTables(choice, symbols);
  const batch = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const end = toUs ?? Infinity;
  let lastUs = -Infinity;
  for (const table of tables) if (table.kind === 'gaps') visitor.enter(table.code, instrumentOf(choice, table));
  try {
    for (;;) {
      signal.throwIfAborted();
      clearEventBatch(batch);
      while (batch.count < BATCH_EVENTS && batch.levelCount < MOST_LEVELS) {
        const table = earliest(tables);
        if (table === null || table.timeUs >= end) break;
        lastUs = table.timeUs;
        await takeNext(batch, table);
      }
      if (batch.count === 0) break;
      await visitor.before?.(lastUs);
      visitor.events(batch);
      onProgress(tables.reduce((sum, { cursor }) => sum + cursor.bytes, 0));
    }
  } finally {
    for (const { cursor } of tables) await cursor.close();
  }
  return { damaged: 0, refused: 0 };
}
