// Axes: round steps for values and for times, and their labels.

import { clockText, dayText, fixedText, zoneOffsetUs } from './format.js';
import { textWidth } from './width.js';

export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** Decimals that the step needs. */
  readonly decimals: number;
}

/** The smallest of 1, 2, 5 × 10^k that is at least `least`. */
export function niceStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = Number(`1e${Math.floor(Math.log10(least))}`);
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

/** Decimals after the point that tell multiples of `step` apart: 0.05 has 2. */
export const stepDecimals = (step: number): number =>
  step >= 1 ? 0 : Math.min(12, Math.ceil(-Math.log10(step) - 1e-9));

/** Round steps for values from `low` to `high`, at most one label each `labels`th part, none finer than `finest`. */
export function valueAxis(low: number, high: number, how: { labels: number; finest: number }): ValueAxis {
  const step = Math.max(niceStep((high - low) / Math.max(1, how.labels)), how.finest);
  return { low, high, step, decimals: stepDecimals(step) };
}

/** Multiples of the step within the axis, lowest first. */
export function axisTicks(axis: ValueAxis): number[] {
  const ticks: number[] = [];
  const first = Math.ceil(axis.low / axis.step - 1e-9) + 0;
  for (let i = first; i * axis.step <= axis.high + axis.step * 1e-9 && ticks.length < 100; i++)
    ticks.push(i * axis.step);
  return ticks;
}

export const axisLabel = (value: number, axis: ValueAxis): string => fixedText(value, axis.decimals);

const SECOND = 1_000_000;
/** Steps of time axes, µs. */
const TIME_STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
  604_800,
].map((seconds) => seconds * SECOND);

export interface TimeRange {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface TimeLabel {
  /** Cell under which the time lies. */
  readonly at: number;
  readonly text: string;
}

/** Labels at round times of the zone's clock, so many cells apart that they do not touch. */
export function timeLabels(range: TimeRange, width: number, zone: string): TimeLabel[] {
  const spanUs = range.toUs - range.fromUs;
  if (!(spanUs > 0) || width < 5) return [];
  const stepUs = TIME_STEPS.find((step) => (step / spanUs) * width >= labelWidth(step) + 2);
  if (stepUs === undefined) return [];
  const offsetUs = zoneOffsetUs(range.toUs, zone);
  const labels: TimeLabel[] = [];
  for (let k = Math.ceil((range.fromUs + offsetUs) / stepUs); k * stepUs - offsetUs <= range.toUs; k++) {
    const timeUs = k * stepUs - offsetUs;
    const at = Math.floor(((timeUs - range.fromUs) / spanUs) * width);
    labels.push({ at, text: timeLabel(timeUs, stepUs, zone) });
  }
  return labels;
}

const labelWidth = (stepUs: number): number => (stepUs < SECOND ? 10 : stepUs < 60 * SECOND ? 8 : 5);

function timeLabel(timeUs: number, stepUs: number, zone: string): string {
  if (stepUs >= 86_400 * SECOND) return dayText(timeUs, zone);
  if (stepUs >= 60 * SECOND) return clockText(timeUs, zone, 'minute');
  return clockText(timeUs, zone, stepUs < SECOND ? 'milli' : 'second').slice(0, stepUs < SECOND ? 10 : 8);
}

/** The line of labels, each centred under its time; labels that would touch the edge or each other are left out. */
export function timeAxisText(range: TimeRange, width: number, zone: string): string {
  let line = '';
  for (const { at, text } of timeLabels(range, width, zone)) {
    const start = at - Math.floor(textWidth(text) / 2);
    if (start < line.length + (line === '' ? 0 : 1) || start + textWidth(text) > width) continue;
    line += ' '.repeat(start - line.length) + text;
  }
  return line;
}
