// What is said of an alert of an expression: the values that met it.

import type { NamedValue } from './used-names.js';

/** Digits that a person reads. */
const DIGITS = 5;

const valueText = (value: NamedValue): string =>
  typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(DIGITS))) : String(value);

/** `ofi_z 3.4213, cvd_signal buy`; of a condition without columns that it holds. */
export function valuesText(values: Readonly<Record<string, NamedValue>>): string {
  const parts = Object.entries(values).map(([name, value]) => `${name} ${valueText(value)}`);
  return parts.length === 0 ? 'the condition holds' : parts.join(', ');
}

export const CLEARED = 'it is over';

/** The sentence with what has not been told before it. */
export const withUntold = (text: string, untold: number): string =>
  untold === 0 ? text : `${text} (${untold} ${untold === 1 ? 'alert' : 'alerts'} before it not told)`;
