// The names that an expression may use: the columns of signal rows and of features, with their types, units and words.

import { REASON_CODE } from '../market/reason.js';
import type { FeatureColumn, FeatureUnit } from '../pipeline/feature.js';
import { ROW_COLUMNS, type RowColumn } from '../pipeline/row-columns.js';
import type { RowField } from './expression.js';

/** What may be added to, or compared with, what: the same unit, or a bare number (`any`). `pure` has no dimension. */
export type Unit = 'any' | 'pure' | 'price' | 'ticks' | 'bp' | 'base' | 'quote' | 'us' | 'price/base';

export type NameInfo =
  | { readonly kind: 'number'; readonly unit: Unit; readonly at: RowField | number }
  /** `words`: all that the column can say; null where that is open (symbols). */
  | { readonly kind: 'text'; readonly words: readonly string[] | null; readonly at: RowField };

export type Names = ReadonlyMap<string, NameInfo>;

const PURE: ReadonlySet<FeatureUnit> = new Set<FeatureUnit>(['ratio', 'z', 'count', 'code', 'score', 'log']);

const unitOf = (unit: FeatureUnit | null): Unit => (unit === null || PURE.has(unit) ? 'pure' : (unit as Unit));

const SIDES = ['buy', 'sell', 'neutral'] as const;

const WORDS: Readonly<Record<string, readonly string[] | undefined>> = {
  ofi_signal: SIDES,
  cvd_signal: SIDES,
  fusion_signal: ['strong_buy', 'strong_sell', 'neutral'],
  divergence: ['bullish', 'bearish', 'inconsistent', 'none'],
};

const REASONS = Object.keys(REASON_CODE);

function wordsOf(name: string): readonly string[] | null {
  return WORDS[name] ?? (name.endsWith('_reason') ? REASONS : null);
}

const ofColumn = ({ name, field, type, unit }: RowColumn): NameInfo =>
  type === 'text'
    ? { kind: 'text', words: wordsOf(name), at: field }
    : { kind: 'number', unit: unitOf(unit), at: field };

const ROW_NAMES: readonly (readonly [string, NameInfo])[] = ROW_COLUMNS.map((column) => [
  column.name,
  ofColumn(column),
]);

/** Names of the rows of a run with these features, in the order of `SignalRow.features`. */
export function expressionNames(features: readonly FeatureColumn[]): Names {
  const names = new Map<string, NameInfo>(ROW_NAMES);
  features.forEach(({ name, unit }, index) => {
    names.set(name, { kind: 'number', unit: unitOf(unit), at: index });
  });
  return names;
}

export const UNIT_TEXT: Readonly<Record<Unit, string>> = {
  any: 'a number',
  pure: 'a number without a unit',
  price: 'a price',
  ticks: 'in ticks',
  bp: 'in basis points',
  base: 'in base units',
  quote: 'in quote units',
  us: 'a time',
  'price/base': 'in price per base unit',
};
