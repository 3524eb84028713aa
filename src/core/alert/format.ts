// Writes an expression back as text: reading that text gives the same expression.

import type { Condition, Expression, Quantity, Word } from './expression.js';

export function formatExpression({ condition, held }: Expression): string {
  const text = formatCondition(condition);
  return held === null ? text : `${text} for ${held.text}`;
}

function formatCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
      return condition.terms.map((term) => (term.kind === 'or' ? bracketed(term) : formatCondition(term))).join(' && ');
    case 'or':
      return condition.terms.map(formatCondition).join(' || ');
    case 'not':
      return `!${bracketed(condition.of)}`;
    case 'compare':
      return `${formatQuantity(condition.left)} ${condition.operator} ${formatQuantity(condition.right)}`;
    case 'same':
      return `${formatWord(condition.left)} ${condition.isSame ? '==' : '!='} ${formatWord(condition.right)}`;
    case 'null':
      return `${formatOperand(condition.of)} is ${condition.isNull ? '' : 'not '}null`;
    case 'cross': {
      const to = condition.to === 'either' ? '' : ` ${condition.to}`;
      return `${formatQuantity(condition.left)} crosses${to} ${formatQuantity(condition.right)}`;
    }
  }
}

const bracketed = (condition: Condition): string => `(${formatCondition(condition)})`;

const BARE = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const KEYWORD = /^(?:and|or|not|is|null|for|crosses|above|below)$/i;

function formatWord(word: Word): string {
  if (word.kind === 'field') return word.name;
  if (BARE.test(word.text) && !KEYWORD.test(word.text)) return word.text;
  return word.text.includes("'") ? `"${word.text}"` : `'${word.text}'`;
}

const isWord = (of: Quantity | Word): of is Word => of.kind === 'word';

const formatOperand = (of: Quantity | Word): string => (isWord(of) ? formatWord(of) : formatQuantity(of));

function formatQuantity(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'number':
      return quantity.text;
    case 'field':
    case 'feature':
      return quantity.name;
    case 'negate':
      return `-${formatFactor(quantity.of)}`;
    case 'abs':
      return `abs(${formatQuantity(quantity.of)})`;
    case 'min':
    case 'max':
      return `${quantity.kind}(${formatQuantity(quantity.left)}, ${formatQuantity(quantity.right)})`;
    case 'arithmetic':
      return formatArithmetic(quantity);
  }
}

const isSum = (of: Quantity): boolean => of.kind === 'arithmetic' && (of.operator === '+' || of.operator === '-');

function formatArithmetic(sum: Extract<Quantity, { kind: 'arithmetic' }>): string {
  const { operator, left, right } = sum;
  const isProduct = !isSum(sum);
  const first = isProduct && isSum(left) ? `(${formatQuantity(left)})` : formatQuantity(left);
  // Chains lean to the left: an operation on the right side was in brackets, unless it binds tighter.
  const needsBrackets = right.kind === 'arithmetic' && (isProduct || isSum(right));
  return `${first} ${operator} ${needsBrackets ? `(${formatQuantity(right)})` : formatQuantity(right)}`;
}

const formatFactor = (of: Quantity): string =>
  of.kind === 'arithmetic' ? `(${formatQuantity(of)})` : formatQuantity(of);
