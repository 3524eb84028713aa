// How "why" writes ticks, lots and values: as the exchange writes them, and figures with all the digits that count.

import type { Why } from '../core/watch/why.js';

export type Units = Why['units'];

const decimalsOf = (divisor: number): number => Math.round(Math.log10(divisor));

export const priceText = ({ tickMantissa, tickDivisor }: Units, ticks: number): string =>
  ((ticks * tickMantissa) / tickDivisor).toFixed(decimalsOf(tickDivisor));

/** Half ticks: one digit more where it is wanted. */
export const midText = (units: Units, halfTicks: number): string =>
  halfTicks % 2 === 0
    ? priceText(units, halfTicks / 2)
    : (((halfTicks / 2) * units.tickMantissa) / units.tickDivisor).toFixed(decimalsOf(units.tickDivisor) + 1);

export const qtyText = ({ stepMantissa, stepDivisor }: Units, lots: number): string =>
  ((lots * stepMantissa) / stepDivisor).toFixed(decimalsOf(stepDivisor));

/** With a sign, but for 0. */
export const signed = (text: string): string => (/^[-–]/.test(text) || Number(text) === 0 ? text : `+${text}`);

/** Weighted lots in base units: as many digits as the sum needs. */
export const flowText = ({ stepMantissa, stepDivisor }: Units, lots: number): string =>
  signed(String(Number(((lots * stepMantissa) / stepDivisor).toPrecision(10))));

export const figureText = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(10)));

export const zText = (value: number | null): string => (value === null ? '–' : signed(value.toFixed(4)));

/** All digits: for values that are compared. */
export const exactText = (value: number | string | null): string => (value === null ? '–' : String(value));
