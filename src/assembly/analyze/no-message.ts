// What is said when the inputs hold nothing of a symbol.

import { didYouMean } from '../../core/market/near-word.js';
import { DataError } from '../../platform/errors.js';

export const NO_MESSAGE = 'V13_ANALYZE_EMPTY';

function hintOf(symbol: string, held: readonly string[]): string {
  if (held.length === 0 || held.includes(symbol)) return 'see what there is with v13 replay';
  const near = didYouMean(symbol, held);
  return near === null ? `it has ${held.slice(0, 10).join(', ')}` : `did you mean ${near}?`;
}

/** @param held symbols that the inputs are known to hold */
export function noMessage(symbol: string, held: readonly string[], isRange: boolean): DataError {
  const where = isRange ? ' in this range' : '';
  return new DataError(`the inputs hold no message of ${symbol}${where}`, {
    code: NO_MESSAGE,
    hint: hintOf(symbol, held),
  });
}
