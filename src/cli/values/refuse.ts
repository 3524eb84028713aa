// The one way in which a value from the command line is refused.

import { UsageError } from '../../platform/errors.js';

/** Why a value is refused, and what to do. */
export interface Refusal {
  readonly problem: string;
  readonly hint?: string;
}

/** Throws: `--grid 100: a grid needs a unit` with a hint. `flag` may also be a configuration key or a variable. */
export function refuseValue(flag: string, text: string, refusal: string | Refusal): never {
  const { problem, hint }: Refusal = typeof refusal === 'string' ? { problem: refusal } : refusal;
  throw new UsageError(`${flag} ${text === '' ? '""' : text}: ${problem}`, {
    code: 'V13_VALUE_BAD',
    hint,
    details: { flag, value: text },
  });
}

/** A value, or why the text is none. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Refusal);

export const parsed = <Value>(value: Value): Parsed<Value> => ({ ok: true, value });
export const unparsed = (problem: string, hint?: string): Parsed<never> =>
  hint === undefined ? { ok: false, problem } : { ok: false, problem, hint };

/** The value, or the refusal. */
export function accept<Value>(result: Parsed<Value>, flag: string, text: string): Value {
  return result.ok ? result.value : refuseValue(flag, text, result);
}
