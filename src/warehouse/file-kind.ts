// Which view a Parquet file belongs to: by its folder, by what it says of itself, else by its columns.

import { OTHER_VIEW, VIEW_KINDS, type ViewKind } from './tables.js';

export type ViewName = ViewKind | typeof OTHER_VIEW;

const asKind = (text: string | undefined): ViewKind | null => VIEW_KINDS.find((kind) => kind === text) ?? null;

/** `…/kind=depth/part-0.parquet` → depth. */
export const kindOfPath = (path: string): ViewKind | null => asKind(/[/\\]kind=([a-z]+)[/\\]/.exec(path)?.[1]);

/** Columns that only files of a kind have, in the order they are asked for. */
const MARKS: readonly (readonly [kind: ViewKind, columns: readonly string[]])[] = [
  ['book', ['bid_price_1', 'ask_price_1']],
  ['signals', ['segment', 'ofi', 'cvd']],
  ['depth', ['side', 'price', 'qty', 'first_update_id']],
  ['trades', ['trade_id', 'price', 'qty']],
  ['gaps', ['kind', 'from_id', 'to_id']],
];

export interface FileTraits {
  readonly columns: readonly string[];
  /** Text of the file's metadata under `kind` or `v13.kind`; null where it has none. */
  readonly statedKind: string | null;
}

/** `data` where it is none of the five. */
export function viewOfFile(path: string, { columns, statedKind }: FileTraits): ViewName {
  const stated = kindOfPath(path) ?? asKind(statedKind ?? undefined);
  if (stated !== null) return stated;
  const has = new Set(columns);
  return MARKS.find(([, marks]) => marks.every((name) => has.has(name)))?.[0] ?? OTHER_VIEW;
}
