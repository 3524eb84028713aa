// Decimal text of one symbol → ticks or lots: the scale factors for every number of decimals, worked out once.

import { type Decimal, powerOfTen } from '../../core/market/decimal.js';

const MAX_DECIMALS = 15;

/**
 * count = mantissa · multiply[d] / divide[d] for a text with d decimals. One of the two is 1 unless the unit's own
 * mantissa is not 1 (tick 0.5). The division must leave no rest: else the text is finer than the unit.
 */
export interface UnitScale {
  /** Decimals of a unit that is a power of ten (0.001: 3), so that digits can be taken as they stand; −1 for others. */
  readonly decimals: number;
  readonly multiply: Float64Array;
  readonly divide: Float64Array;
}

export function unitScale(unit: Decimal): UnitScale {
  const multiply = new Float64Array(MAX_DECIMALS + 1);
  const divide = new Float64Array(MAX_DECIMALS + 1);
  for (let d = 0; d <= MAX_DECIMALS; d++) {
    multiply[d] = d <= unit.decimals ? powerOfTen(unit.decimals - d) : 1;
    divide[d] = (d > unit.decimals ? powerOfTen(d - unit.decimals) : 1) * unit.mantissa;
  }
  return { decimals: unit.mantissa === 1 ? unit.decimals : -1, multiply, divide };
}

/** Ticks or lots, or −1 where the text is finer than the unit or leaves the exact range. Mantissa ≥ 0, decimals ≤ 15. */
export function scaleDecimal(scale: UnitScale, mantissa: number, decimals: number): number {
  const scaled = mantissa * (scale.multiply[decimals] as number);
  const divisor = scale.divide[decimals] as number;
  if (divisor === 1) return scaled <= Number.MAX_SAFE_INTEGER ? scaled : -1;
  const count = Math.floor(scaled / divisor);
  return count * divisor === scaled && scaled <= Number.MAX_SAFE_INTEGER ? count : -1;
}
