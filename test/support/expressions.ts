// Random expressions over signal rows that can be read.

import fc from 'fast-check';
import type { Expression } from '../../src/core/alert/expression.js';
import { parseExpression } from '../../src/core/alert/parse.js';

const quantity = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('ofi_z', 'cvd_z', 'fusion', 'queue_imbalance', 'ofi_samples', '3', '0.25', '1e-3', '60%'),
    fc.tuple(tie('any'), fc.constantFrom('+', '-', '*', '/'), tie('any')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('any'), fc.constantFrom('+', '-', '*', '/'), tie('any')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
    tie('any').map((a) => `-(${a})`),
    tie('any').map((a) => `abs(${a})`),
    tie('any').map((a) => `|(${a})|`),
    fc.tuple(fc.constantFrom('min', 'max'), tie('any'), tie('any')).map(([name, a, b]) => `${name}(${a}, ${b})`),
  ),
})).any;

const relation = fc.oneof(
  fc
    .tuple(quantity, fc.constantFrom('<', '<=', '>', '>=', '==', '=', '!='), quantity)
    .map(([a, operator, b]) => `${a} ${operator} ${b}`),
  fc.tuple(quantity, fc.constantFrom('is null', 'is not null')).map(([a, check]) => `(${a}) ${check}`),
  fc.constantFrom(
    'ofi_signal == buy',
    "'sell' != ofi_signal",
    'divergence == none',
    "symbol == '1000PEPEUSDT'",
    "symbol != 'not'",
    "'or' == symbol",
    'symbol == "a\'b"',
    'cvd_reason is not null',
    'spread_ticks > 2ticks',
    'trend_bp < -5bp',
    'ofi_signal == cvd_signal',
  ),
);

const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    relation,
    fc.tuple(tie('any'), fc.constantFrom('&&', '||', 'and', 'or'), tie('any')).map(([a, by, b]) => `${a} ${by} ${b}`),
    fc.tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any')).map(([a, by, b]) => `(${a}) ${by} (${b})`),
    fc.tuple(fc.constantFrom('!', 'not '), tie('any')).map(([not, a]) => `${not}(${a})`),
  ),
})).any;

/** Reads without an error. */
export const anyExpressionText: fc.Arbitrary<string> = fc
  .tuple(condition, fc.constantFrom('', ' for 2s', ' for 1m30s', ' for 250ms'))
  .map(([text, held]) => `${text}${held}`)
  .filter((text) => text.length <= 1500);

/** The expression, or an error that says why there is none. */
export function expressionOf(text: string): Expression {
  const parsed = parseExpression(text);
  if (parsed.kind === 'ok') return parsed.expression;
  throw new Error(`${text}: ${parsed.message} at ${parsed.at}`);
}
