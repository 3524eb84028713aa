// Columns that grow together and, at a limit, keep every second row: a sample of a series of any length.

type Column = Float64Array | Int8Array | Uint8Array;

/** Row k stands at k · width of each column. */
export interface Columns<C extends Record<string, Column>> {
  readonly most: number;
  readonly widths: Readonly<Record<keyof C, number>>;
  readonly at: C;
  room: number;
  count: number;
  /** Rows offered; every `stride`-th of them is kept, from the first on. */
  seen: number;
  stride: number;
}

function emptyLike(column: Column, length: number): Column {
  if (column instanceof Float64Array) return new Float64Array(length);
  return column instanceof Int8Array ? new Int8Array(length) : new Uint8Array(length);
}

function resized(column: Column, length: number): Column {
  const wider = emptyLike(column, length);
  wider.set(column);
  return wider;
}

const FIRST_ROOM = 64;

/** @param empty one empty array a column, of its type; @param widths numbers a row in each */
export function initColumns<C extends Record<string, Column>>(
  empty: C,
  widths: Readonly<Record<keyof C, number>>,
  most: number,
): Columns<C> {
  const columns: Columns<C> = { most, widths, at: { ...empty }, room: 0, count: 0, seen: 0, stride: 1 };
  resizeColumns(columns, Math.min(FIRST_ROOM, most));
  return columns;
}

function resizeColumns<C extends Record<string, Column>>(columns: Columns<C>, room: number): void {
  const at = columns.at as Record<string, Column>;
  for (const name of Object.keys(at)) {
    const column = at[name];
    if (column !== undefined) at[name] = resized(column, room * columns.widths[name as keyof C]);
  }
  columns.room = room;
}

/** Keeps rows 0, 2, 4, … of those held. */
function thin<C extends Record<string, Column>>(columns: Columns<C>): void {
  const at = columns.at as Record<string, Column>;
  const kept = Math.ceil(columns.count / 2);
  for (const name of Object.keys(at)) {
    const width = columns.widths[name as keyof C];
    const column = at[name];
    for (let k = 1; k < kept; k++) column?.copyWithin(k * width, 2 * k * width, (2 * k + 1) * width);
  }
  columns.count = kept;
  columns.stride *= 2;
}

/** Row for the next one offered, for the caller to fill all columns of; −1 where it is not kept. */
export function offerRow<C extends Record<string, Column>>(columns: Columns<C>): number {
  const ordinal = columns.seen++;
  if (ordinal % columns.stride !== 0) return -1;
  if (columns.count === columns.most) {
    thin(columns);
    if (ordinal % columns.stride !== 0) return -1;
  }
  if (columns.count === columns.room) resizeColumns(columns, Math.min(columns.most, columns.room * 2));
  return columns.count++;
}

/** Row of the `ordinal`-th one offered, from 0; −1 where it is not, or no longer, kept. */
export const rowOf = (
  { stride, count }: { readonly stride: number; readonly count: number },
  ordinal: number,
): number => (ordinal % stride === 0 && ordinal / stride < count ? ordinal / stride : -1);

/** Copies without the spare room. */
export function closeColumns<C extends Record<string, Column>>(columns: Columns<C>): C {
  const out = {} as Record<string, Column>;
  for (const [name, column] of Object.entries(columns.at)) {
    out[name] = column.slice(0, columns.count * columns.widths[name as keyof C]);
  }
  return out as C;
}
