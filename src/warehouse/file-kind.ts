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
  ['quotes', ['update_id', 'bid_price', 'ask_price']],
  ['gaps', ['kind', 'from_id', 'to_id']],
];

export interface FileTraits {
  readonly columns: readonly string[];
  /** Texts of the file's metadata. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Metadata that say what a file is: of parts of a lake, and of tables of features. */
export const KIND_KEY = 'v13.kind';
export const SCHEMA_KEY = 'v13.schema';
export const ENV_KEYS = ['v13.env', 'v13.environment'] as const;

const stated = ({ metadata }: FileTraits): ViewKind | null =>
  asKind(metadata.get(KIND_KEY)) ?? (metadata.get(SCHEMA_KEY)?.startsWith('v13.features/') === true ? 'signals' : null);

/** In capitals; null where the file does not say it. */
export function envOfFile({ metadata }: FileTraits): string | null {
  const env = ENV_KEYS.map((key) => metadata.get(key)).find((text) => text !== undefined && text !== '');
  return env?.toUpperCase() ?? null;
}

/** `data` where it is none of these. */
export function viewOfFile(path: string, traits: FileTraits): ViewName {
  const known = kindOfPath(path) ?? stated(traits);
  if (known !== null) return known;
  const has = new Set(traits.columns);
  return MARKS.find(([, marks]) => marks.every((name) => has.has(name)))?.[0] ?? OTHER_VIEW;
}
