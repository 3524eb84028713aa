// Conditions over signal rows: `ofi_z > 3 && cvd_z > 1 for 2s`, for --alert and --where.

import type { Expression } from '../../core/alert/expression.js';
import { parseExpression } from '../../core/alert/parse.js';
import type { ExpressionError } from '../../core/alert/tokens.js';
import type { FeatureColumn } from '../../core/pipeline/feature.js';
import { UsageError } from '../../platform/errors.js';
import type { ValueParser } from '../option.js';

/** An expression, and as it was typed. */
export interface ExpressionChoice {
  readonly text: string;
  readonly expression: Expression;
}

/** @throws UsageError with the place of the fault; `name` is the flag or the configuration key */
export function acceptExpression(
  text: string,
  name: string,
  features: readonly FeatureColumn[] = [],
): ExpressionChoice {
  const parsed = parseExpression(text, features);
  if (parsed.kind === 'ok') return { text: text.trim(), expression: parsed.expression };
  return refuse(text, name, parsed);
}

function refuse(text: string, name: string, { message, hint, at, length }: ExpressionError): never {
  throw new UsageError(`${name}: ${message}, at character ${at + 1}`, {
    code: 'V13_EXPRESSION_BAD',
    hint: hint ?? undefined,
    details: { flag: name, value: text, excerpt: { text, at, length } },
  });
}

/** Parser of an option. */
export const expression: ValueParser<ExpressionChoice> = (text, flag) => acceptExpression(text, flag);
