// Which symbols the overview shows, and in which order.

import type { SymbolSummary, WatchSnapshot } from '../core/watch/snapshot.js';
import { type ColumnInput, type ColumnName, columnOf } from './overview-columns.js';

export interface Sort {
  readonly column: ColumnName;
  readonly isReverse: boolean;
}

const byName = (a: SymbolSummary, b: SymbolSummary): number => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0);

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Symbols that contain the filter, ignoring case. */
export function matching(snapshot: WatchSnapshot, filter: string): readonly SymbolSummary[] {
  const wanted = filter.trim().toUpperCase();
  return wanted === ''
    ? snapshot.symbols
    : snapshot.symbols.filter(({ symbol }) => symbol.toUpperCase().includes(wanted));
}

/** Sorted; equal ones by name, unknown values last in either order. */
export function ordered(symbols: readonly SymbolSummary[], sort: Sort, input: ColumnInput): readonly SymbolSummary[] {
  const { value, isDescending } = columnOf(sort.column);
  const sign = isDescending === sort.isReverse ? 1 : -1;
  const keyed = symbols.map((symbol) => ({ symbol, key: value(symbol, input) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      return a.key === b.key ? byName(a.symbol, b.symbol) : a.key === null ? 1 : -1;
    }
    const order = compare(a.key, b.key);
    return order === 0 ? byName(a.symbol, b.symbol) : order * sign;
  });
  return keyed.map(({ symbol }) => symbol);
}
