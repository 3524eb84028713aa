// How "why" writes ticks, lots and values: as the exchange writes them, and figures with all the digits that count.

import type { Why } from '../core/watch/why.js';

export type Units = Why['units'];

const decimalsOf = (divisor: number): number => Math.round(Math.log10(divisor));

export const priceText = ({ tickMantissa, tickDivisor }: Units, ticks: number): string =>
  ((ticks * tickMantissa) / tickDivisor).toFixed(decimalsOf(tickDivisor));

/** Half ticks, always with the decimals of half a tick: two mids beside each other are read digit by digit. */
export function midText({ tickMantissa, tickDivisor }: Units, halfTicks: number): string {
  const decimals = decimalsOf(tickDivisor) + (tickMantissa % 2 === 0 ? 0 : 1);
  return (((halfTicks / 2) * tickMantissa) / tickDivisor).toFixed(decimals);
}

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
