// Figures of an analysis as text: shares, basis points, probabilities, intervals. What is absent says why.

import type { Estimate } from '../../core/analysis/estimate.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { type Cell, type Tone, absent, cell } from '../document.js';
import { countText, groupedText } from '../number-text.js';

export type Maybe = number | null | undefined;

export const DASH = '–';
const MINUS = '−';

/** Null for whatever is no finite number. */
export const finite = (value: Maybe): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value;

const fixed = (value: number, decimals: number): string => groupedText(value, decimals).replace('-', MINUS);

/** `58.2 %`; neither end is reached by rounding: `< 0.1 %`, `> 99.9 %`. */
export function shareText(value: Maybe, decimals = 1): string {
  const share = finite(value);
  if (share === null) return DASH;
  const text = (share * 100).toFixed(decimals);
  if (share > 0 && Number(text) === 0) return `< ${(1 / 10 ** decimals).toFixed(decimals)} %`;
  if (share < 1 && Number(text) === 100) return `> ${(100 - 1 / 10 ** decimals).toFixed(decimals)} %`;
  return `${fixed(share * 100, decimals)} %`;
}

/** `0.58`, without a sign of its own. */
export function plainText(value: Maybe, decimals = 2): string {
  const number = finite(value);
  return number === null ? DASH : fixed(number, decimals);
}

/** `+0.35`, `−1.20`, `0.00`. */
export function signedText(value: Maybe, decimals = 2): string {
  const number = finite(value);
  if (number === null) return DASH;
  const text = fixed(number, decimals);
  return number > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Difference of shares in points: `+1.2`. */
export const pointsText = (value: Maybe): string => {
  const share = finite(value);
  return signedText(share === null ? null : share * 100, 1);
};

/** `< 0.001`, `0.021`, `0.34`. */
export function pText(value: Maybe): string {
  const p = finite(value);
  if (p === null) return DASH;
  if (p < 0.001) return '< 0.001';
  return p.toFixed(p < 0.1 ? 3 : 2);
}

export const countOf = (value: Maybe): string => {
  const count = finite(value);
  return count === null ? DASH : countText(Math.round(count));
};

/** Four digits that count, whatever the size. */
export function digitsText(value: Maybe): string {
  const number = finite(value);
  return number === null ? DASH : String(Number(number.toPrecision(4))).replace('-', MINUS);
}

/** `100 ms`, `60 s`, `10 min`, `2 h`. */
export function spanOf(us: number): string {
  if (us === 0) return '0 ms';
  if (us < 1_000_000) return `${digitsText(us / 1_000)} ms`;
  if (us < 600_000_000) return `${digitsText(us / 1_000_000)} s`;
  return us < 7_200_000_000 ? `${digitsText(us / 60_000_000)} min` : `${digitsText(us / 3_600_000_000)} h`;
}

export const hoursText = (us: number): string => plainText(us / 3_600_000_000, 1);

export type Format = (value: Maybe) => string;

/** `[51.0, 65.1]`: the unit stands with the value. */
export function intervalText({ low, high }: Pick<Estimate, 'low' | 'high'>, format: Format): string {
  if (finite(low) === null || finite(high) === null) return DASH;
  const bare = (value: number | null): string => format(value).replace(' %', '');
  return `[${bare(low)}, ${bare(high)}]`;
}

/** A hit rate that pays may exceed 1: whole per cents then, and none above ten, where digits would only feign precision. */
export const neededFormat: Format = (value) => {
  const share = finite(value);
  if (share !== null && share > 10) return '> 1,000 %';
  return shareText(share, (share ?? 0) >= 1 ? 0 : 1);
};

export const hitFormat: Format = (value) => shareText(value);
export const bpFormat: Format = (value) => signedText(value, 2);
export const icFormat: Format = (value) => signedText(value, 3);

export interface Faces {
  readonly value: Cell;
  readonly interval: Cell;
  readonly n: Cell;
}

/** Value, interval and n of an estimate as cells; a missing value says why. */
export function faces(of: Estimate | null, format: Format, text: AnalysisText): Faces {
  if (of === null) return { value: absent(), interval: absent(), n: absent() };
  const why = of.reason === null ? DASH : text.reason[of.reason];
  const isThere = finite(of.value) !== null;
  const hasInterval = isThere && finite(of.low) !== null && finite(of.high) !== null;
  return {
    value: isThere ? cell(format(of.value)) : absent(),
    interval: hasInterval ? cell(intervalText(of, format)) : cell(why, 'dim'),
    n: cell(countOf(of.n)),
  };
}

/** `0.2510 [0.2490, 0.2530]`: value and interval in one cell, where a table has many of them. */
export function estimateCell(of: Estimate | null, format: Format, text: AnalysisText): Cell {
  if (of === null) return absent();
  if (finite(of.value) === null) return absent(of.reason === null ? null : text.reason[of.reason]);
  const interval = of.method === 'exact' ? DASH : intervalText(of, format);
  return cell(interval === DASH ? format(of.value) : `${format(of.value)} ${interval}`);
}

export const toneOf = (word: string): Tone => {
  if (word === 'PASS' || word === 'TRADABLE') return 'good';
  return word === 'FAIL' || word === 'NOT_TRADABLE' ? 'bad' : 'warn';
};
