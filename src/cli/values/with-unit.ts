// Numbers with a unit behind them, read exactly: the common ground of durations, sizes and fees.

import { parseDecimal, powerOfTen } from '../../core/market/decimal.js';

/** `digits[.digits]` times `scale` as an exact integer, or null when it is no number or no whole multiple. */
export function scaledInteger(digits: string, scale: number): number | null {
  const value = parseDecimal(digits);
  if (typeof value === 'string' || value.decimals > 15) return null;
  const scaled = BigInt(value.mantissa) * BigInt(scale);
  const divisor = BigInt(powerOfTen(value.decimals));
  if (scaled % divisor !== 0n) return null;
  const result = Number(scaled / divisor);
  return Number.isSafeInteger(result) ? result : null;
}

export const isBareNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text);
