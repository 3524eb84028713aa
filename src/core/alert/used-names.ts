// The columns that an expression looks at, with what a row says in them: what an alert records.

import type { SignalRow } from '../pipeline/row.js';
import type { Condition, Expression, Quantity, Word } from './expression.js';

type Named = Extract<Quantity | Word, { name: string }>;

/** Names in the order of their first use. */
export const usedNames = ({ condition }: Expression): readonly Named[] => {
  const found = new Map<string, Named>();
  for (const one of ofCondition(condition)) if (!found.has(one.name)) found.set(one.name, one);
  return [...found.values()];
};

function* ofCondition(condition: Condition): Generator<Named> {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const term of condition.terms) yield* ofCondition(term);
      return;
    case 'not':
      yield* ofCondition(condition.of);
      return;
    case 'null':
      yield* ofValue(condition.of);
      return;
    default:
      yield* ofValue(condition.left);
      yield* ofValue(condition.right);
  }
}

function* ofValue(of: Quantity | Word): Generator<Named> {
  if ('name' in of) yield of;
  else if ('of' in of) yield* ofValue(of.of);
  else if ('left' in of) {
    yield* ofValue(of.left);
    yield* ofValue(of.right);
  }
}

export type NamedValue = string | number | null;

/** What the row says under these names. */
export function namedValues(names: readonly Named[], row: SignalRow): Readonly<Record<string, NamedValue>> {
  const values: Record<string, NamedValue> = {};
  for (const one of names) {
    values[one.name] = one.kind === 'feature' ? (row.features?.[one.index] ?? null) : row[one.field];
  }
  return values;
}
