// Tables of the lake, of one or more symbols, as one run of events in order of receive time.

import { ALL_SYMBOLS, type EventBatch, KIND } from '../../core/market/event-batch.js';
import type { Environment, Instrument, Venue } from '../../core/market/instrument.js';
import {
  type DepthReading,
  EVENT_COLUMNS,
  type UnitFactors,
  isSnapshotRow,
  sessionOfRow,
  takeDepthMessage,
  takeGapRow,
  takeQuoteRow,
  takeTradeRow,
} from '../../store/lake/lake-events.js';
import type { LakeUnits } from '../../store/lake/lake-units.js';
import type { PartitionEntry } from '../../store/lake/listing.js';
import { type PartCursor, openPartCursor } from '../../store/lake/part-cursor.js';
import { type Place, type SpansOf, holdsAll, spanFinder } from './time-spans.js';

export interface LakeChoice {
  /** Folders of the lakes. */
  readonly lakes: readonly string[];
  readonly venue: Venue;
  readonly env: Environment;
  /** Of this venue and environment; the paths of their parts begin with their lake. */
  readonly partitions: readonly PartitionEntry[];
}

/** At one time: breaks first, they were known before what revealed them; then depth, then trades. */
export const EVENT_KINDS = ['gaps', 'depth', 'trades', 'quotes'] as const;
type EventTable = (typeof EVENT_KINDS)[number];

export interface LakeFeed {
  /** Receive time of the next event, µs; Infinity at the end. */
  nextUs(): number;
  /** Events of a recording at that very time come before it. */
  isAfterRaw(): boolean;
  /** Appends the next event. Gives the id of the session that it begins, else null. */
  take(batch: EventBatch): Promise<string | null>;
  /** Bytes that have been read, about. */
  bytes(): number;
  close(): Promise<void>;
}

export interface LakeSymbol {
  readonly symbol: string;
  readonly code: number;
  readonly units: LakeUnits;
}

interface Table {
  readonly kind: EventTable;
  readonly code: number;
  readonly cursor: PartCursor;
  readonly reading: DepthReading;
  readonly units: LakeUnits;
  readonly placeOf: (timeUs: number) => Place;
  /** Of the file that the cursor is in. */
  notes: PartCursor['notes'] | null;
  factors: UnitFactors;
  /** Receive time of the next row; Infinity at the end. */
  timeUs: number;
  place: Place;
}

const NO_FACTORS: UnitFactors = { ticks: 1, lots: 1, lotsPerBase: 1 };

/** Parts of a table that hold something that the recordings do not. */
export const partsFor = (
  { partitions }: Pick<LakeChoice, 'partitions'>,
  { symbol, kind }: { readonly symbol: string; readonly kind: EventTable },
  held: SpansOf,
) =>
  partitions
    .filter(({ partition }) => partition.symbol === symbol && partition.kind === kind)
    .flatMap(({ parts }) => parts)
    .filter((part) => !holdsAll(held.get(symbol) ?? [], part));

export const lakeInstrument = ({ venue }: LakeChoice, { symbol, units }: LakeSymbol): Instrument => {
  return { symbol, venue, tick: units.tick, step: units.step, unitsFrom: 'stated' };
};

/** `held`: times that are read elsewhere, whose rows are passed over. Throws DataError where parts overlap. */
export async function openLakeFeed(
  choice: LakeChoice,
  symbols: readonly LakeSymbol[],
  held: SpansOf,
): Promise<LakeFeed> {
  const tables = symbols.flatMap(({ symbol, code, units }) =>
    EVENT_KINDS.map((kind): Table => {
      const cursor = openPartCursor('', partsFor(choice, { symbol, kind }, held), EVENT_COLUMNS[kind]);
      const placeOf = spanFinder(held.get(symbol) ?? []);
      const reading = { snapshotUs: -1 };
      const start = { notes: null, factors: NO_FACTORS, timeUs: 0, place: 'outside' } as const;
      return { kind, code, cursor, reading, units, placeOf, ...start };
    }),
  );
  const close = async (): Promise<void> => {
    for (const { cursor } of tables) await cursor.close();
  };
  try {
    for (const table of tables) await lookAhead(table);
  } catch (error) {
    await close();
    throw error;
  }
  let head = earliest(tables);
  const said: SaidOfAll = { kind: -1, timeUs: -1 };
  return {
    nextUs: () => head?.timeUs ?? Infinity,
    isAfterRaw: () => head?.place === 'last',
    async take(batch) {
      const session = await takeNext(batch, head, said);
      head = earliest(tables);
      return session;
    },
    bytes: () => tables.reduce((sum, { cursor }) => sum + cursor.bytes, 0),
    close,
  };
}

/** Moves to the next row that is wanted, and sees its time and units. */
async function lookAhead(table: Table): Promise<void> {
  const { cursor, units } = table;
  for (;;) {
    if (!(await cursor.refill())) {
      table.timeUs = Infinity;
      return;
    }
    table.timeUs = cursor.block?.number(0, cursor.row) ?? 0;
    table.place = table.placeOf(table.timeUs);
    if (isWanted(table)) break;
    cursor.row++;
  }
  if (table.notes === cursor.notes) return;
  table.notes = cursor.notes;
  table.factors = units.factorsOf(cursor.notes);
}

/** Breaks and snapshots have no ids that tell a repeat: at the edge of a recording they are the recording's. */
function isWanted({ kind, place, cursor }: Table): boolean {
  if (place === 'outside') return true;
  if (place === 'inside' || kind === 'gaps') return false;
  return kind !== 'depth' || !isSnapshotRow(cursor);
}

/** The table with the earliest next row; of several with the same time the first. */
function earliest(tables: readonly Table[]): Table | null {
  let best: Table | null = null;
  for (const table of tables) if (table.timeUs < (best?.timeUs ?? Infinity)) best = table;
  return best;
}

/** The last row that speaks of all symbols: each of them has one. */
interface SaidOfAll {
  kind: number;
  timeUs: number;
}

async function takeNext(batch: EventBatch, table: Table | null, said: SaidOfAll): Promise<string | null> {
  if (table === null) return null;
  const { kind, cursor, code, factors, reading } = table;
  const session = kind === 'gaps' ? sessionOfRow(cursor) : null;
  if (kind === 'depth') await takeDepthMessage(batch, cursor, { code, factors, reading });
  else if (kind === 'trades') takeTradeRow(batch, cursor, { code, factors });
  else if (kind === 'quotes') takeQuoteRow(batch, cursor, { code, factors });
  else if (takeGapRow(batch, cursor, code)) speakOfAll(batch, said);
  await lookAhead(table);
  return session;
}

/** A session or a step of the clock is one event, of all symbols: one that has not begun yet is not begun by it. */
function speakOfAll(batch: EventBatch, said: SaidOfAll): void {
  const i = batch.count - 1;
  const [kind, timeUs] = [batch.kind[i] as number, batch.recvUs[i] as number];
  if (kind !== KIND.session && kind !== KIND.clockStep) return;
  if (said.kind === kind && said.timeUs === timeUs) batch.count = i;
  else batch.symbol[i] = ALL_SYMBOLS;
  said.kind = kind;
  said.timeUs = timeUs;
}
