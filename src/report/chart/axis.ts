// Axes of charts: round ticks around the values that are there.

import type { Axis, Mark } from './chart.js';

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** 1, 2 or 5 times a power of ten, so that about `count` steps cover the span. */
export function niceStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const share = raw / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

/** Decimals that a step needs, so that its multiples can be told apart. */
export const decimalsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

export interface AxisWish {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** Ticks as text; `decimals` are those that the step needs. */
  readonly text: (value: number, decimals: number) => string;
  /** Steps wanted, about. */
  readonly steps?: number;
  /** Bounds that the axis does not leave, as for shares. */
  readonly least?: number;
  readonly most?: number;
}

/** Around all finite values, with a little room; without any it runs from 0 to 1. */
export function axisAround({ label, values, text, steps = 5, least, most }: AxisWish): Axis {
  const found = values.filter(isNumber);
  let [low, high] = found.length === 0 ? [0, 1] : [Math.min(...found), Math.max(...found)];
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
    const room = Math.max(Math.abs(high) * 0.1, 0.01);
    [low, high] = [low - room, high + room];
  }
  const step = niceStep(high - low, steps);
  const from = Math.max(least ?? -Infinity, Math.floor(low / step + 1e-9) * step);
  const to = Math.min(most ?? Infinity, Math.ceil(high / step - 1e-9) * step);
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first;
  const ticks = Array.from({ length: Math.max(0, count) + 1 }, (_, k) => {
    const at = (first + k) * step;
    return { at, text: text(at, decimalsOf(step)) };
  });
  return { label, from, to: to > from ? to : from + step, ticks };
}

/** Places 0, 1, 2 … with a name each. */
export const ordinalAxis = (label: string, names: readonly string[]): Axis => ({
  label,
  from: -0.5,
  to: Math.max(names.length, 1) - 0.5,
  ticks: names.map((text, at) => ({ at, text })),
});

/** Every number of some marks, for axisAround. */
export const spread = (marks: readonly Omit<Mark, 'x'>[]): (number | null)[] =>
  marks.flatMap(({ y, low, high }) => [y, low, high]);
