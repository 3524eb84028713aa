// Branded numbers: a price in ticks cannot be passed where a quantity in lots is wanted.

declare const unit: unique symbol;
type Branded<Name extends string> = number & { readonly [unit]: Name };

/** Price as an integer count of the instrument's tick. */
export type Ticks = Branded<'ticks'>;
/** Quantity as an integer count of the instrument's step (lot). */
export type Lots = Branded<'lots'>;
/** Integer microseconds since the Unix epoch (UTC). */
export type TimeUs = Branded<'timeUs'>;
/** Integer microseconds between two times; may be negative. */
export type DurationUs = Branded<'durationUs'>;
/** Basis points, 1e-4 of a ratio. */
export type Bp = Branded<'bp'>;

export const ticks = (value: number): Ticks => value as Ticks;
export const lots = (value: number): Lots => value as Lots;
export const timeUs = (value: number): TimeUs => value as TimeUs;
export const durationUs = (value: number): DurationUs => value as DurationUs;
export const bp = (value: number): Bp => value as Bp;

export const US_PER_MS = 1_000;
export const US_PER_SECOND = 1_000_000;
export const US_PER_DAY = 86_400_000_000;

/**
 * So many units as a number: `inUnits(1234, 0.001)` is the double nearest to 1.234. Multiplying by a unit that no double
 * holds would add its error; its inverse is a whole number, and division rounds once.
 */
export function inUnits(count: number, unit: number): number {
  const perOne = 1 / unit;
  return Number.isInteger(perOne) ? count / perOne : count * unit;
}
