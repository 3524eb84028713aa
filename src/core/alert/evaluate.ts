// Whether a condition holds on a row, in three values: true, false, unknown (null).
//
// Logic after Kleene (1938), as in SQL: unknown && false is false, unknown || true is true, not unknown is unknown. A
// number that cannot be computed (an operand is null, a division by 0, an overflow) is null, and a comparison with null
// is unknown. Only true counts.

import type { SignalRow } from '../pipeline/row.js';
import type { Arithmetic, Comparison, Condition, Expression, Quantity, Word } from './expression.js';

/** The rows that a condition looks at: this one, and the one before it of the same symbol and segment. */
interface Sight {
  readonly row: SignalRow;
  readonly before: SignalRow | null;
}

type Truth = boolean | null;

/**
 * Whether the condition holds on this row; `for` is not looked at (see condition state). `crosses` needs `before`, the
 * row before this one of the same symbol, and is never true without it or across two segments.
 */
export function evaluate({ condition }: Expression, row: SignalRow, before: SignalRow | null = null): boolean {
  const isSame = before?.symbol === row.symbol && before.segment === row.segment;
  return truth(condition, { row, before: isSame ? before : null }) === true;
}

function truth(condition: Condition, sight: Sight): Truth {
  switch (condition.kind) {
    case 'and':
      return all(condition.terms, sight, false);
    case 'or':
      return all(condition.terms, sight, true);
    case 'not': {
      const of = truth(condition.of, sight);
      return of === null ? null : !of;
    }
    case 'compare':
      return compare(condition.operator, quantity(condition.left, sight.row), quantity(condition.right, sight.row));
    case 'same': {
      const left = word(condition.left, sight.row);
      const right = word(condition.right, sight.row);
      return left === null || right === null ? null : (left === right) === condition.isSame;
    }
    case 'null':
      return isAbsent(condition.of, sight.row) === condition.isNull;
    case 'cross':
      return crossing(condition, sight);
  }
}

/** One term equal to `decisive` decides; else one that is unknown makes all unknown. */
function all(terms: readonly Condition[], sight: Sight, decisive: boolean): Truth {
  let result: Truth = !decisive;
  for (const term of terms) {
    const value = truth(term, sight);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

function compare(operator: Comparison, left: number | null, right: number | null): Truth {
  if (left === null || right === null) return null;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

function crossing({ to, left, right }: Extract<Condition, { kind: 'cross' }>, { row, before }: Sight): Truth {
  if (before === null) return null;
  const now = difference(left, right, row);
  const then = difference(left, right, before);
  if (now === null || then === null) return null;
  const isUp = then <= 0 && now > 0;
  const isDown = then >= 0 && now < 0;
  return to === 'above' ? isUp : to === 'below' ? isDown : isUp || isDown;
}

/** Sign of left − right; compared, not subtracted, so that nothing overflows. */
function difference(left: Quantity, right: Quantity, row: SignalRow): -1 | 0 | 1 | null {
  const a = quantity(left, row);
  const b = quantity(right, row);
  if (a === null || b === null) return null;
  return a > b ? 1 : a < b ? -1 : 0;
}

function word(of: Word, row: SignalRow): string | null {
  if (of.kind === 'word') return of.text;
  const value = row[of.field];
  return typeof value === 'string' ? value : null;
}

function isAbsent(of: Quantity | Word, row: SignalRow): boolean {
  if (of.kind === 'word') return false;
  // A column of either type.
  if (of.kind === 'field') return row[of.field] === null;
  return quantity(of, row) === null;
}

/** Never NaN or infinite. */
export function quantity(of: Quantity, row: SignalRow): number | null {
  switch (of.kind) {
    case 'number':
      return of.value;
    case 'field': {
      const value = row[of.field];
      return typeof value === 'number' ? finite(value) : null;
    }
    case 'feature': {
      const value = row.features?.[of.index] ?? null;
      return value === null ? null : finite(value);
    }
    case 'negate': {
      const value = quantity(of.of, row);
      return value === null ? null : -value;
    }
    case 'abs': {
      const value = quantity(of.of, row);
      return value === null ? null : Math.abs(value);
    }
    default:
      return combined(of, row);
  }
}

function combined(of: Extract<Quantity, { kind: 'min' | 'max' | 'arithmetic' }>, row: SignalRow): number | null {
  const left = quantity(of.left, row);
  const right = quantity(of.right, row);
  if (left === null || right === null) return null;
  switch (of.kind) {
    case 'min':
      return Math.min(left, right);
    case 'max':
      return Math.max(left, right);
    case 'arithmetic':
      return calculated(of.operator, left, right);
  }
}

function calculated(operator: Arithmetic, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return finite(left + right);
    case '-':
      return finite(left - right);
    case '*':
      return finite(left * right);
    case '/':
      return finite(left / right);
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
