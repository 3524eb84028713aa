// What a condition over signal rows is once it has been read: plain data, typed, without positions.

import type { SignalRow } from '../pipeline/row.js';

/** Fields of a row that hold one value. */
export type RowField = Exclude<keyof SignalRow, 'features'>;

export interface Expression {
  readonly condition: Condition;
  /** `for 2s`: how long the condition must have held on every row; null without it. */
  readonly held: { readonly us: number; readonly text: string } | null;
}

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** True, false or unknown. Unknown wherever an operand is null, and never counted as true. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Quantity; readonly right: Quantity }
  | { readonly kind: 'same'; readonly isSame: boolean; readonly left: Word; readonly right: Word }
  /** Known on every row: never unknown. */
  | { readonly kind: 'null'; readonly isNull: boolean; readonly of: Quantity | Word }
  /** Against the row before, of the same segment; unknown on the first. */
  | { readonly kind: 'cross'; readonly to: Crossing; readonly left: Quantity; readonly right: Quantity };

/** Above: was at or below, is above. Below: was at or above, is below. */
export type Crossing = 'above' | 'below' | 'either';

export type Arithmetic = '+' | '-' | '*' | '/';

/** A number, or null. */
export type Quantity =
  /** `text` as it was written (`5bp`), `value` in the unit of the columns. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly field: RowField }
  | { readonly kind: 'feature'; readonly name: string; readonly index: number }
  | { readonly kind: 'negate' | 'abs'; readonly of: Quantity }
  | { readonly kind: 'min' | 'max'; readonly left: Quantity; readonly right: Quantity }
  | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Quantity; readonly right: Quantity };

export type Word =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly field: RowField };
