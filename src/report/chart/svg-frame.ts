// The frame of a chart as SVG: the plot's place, grid, ticks, names of the axes, lines across.

import { textWidth } from '../../text/width.js';
import { element, texted } from '../html/markup.js';
import type { Axis, Reference, Tick } from './chart.js';

/** Pixels: the plot's place inside the picture. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const PANEL: Frame = { width: 480, height: 276, left: 58, right: 20, top: 36, bottom: 46 };
/** Pixels of a narrow character in the small type of a chart, about. */
export const CHAR = 6.8;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const textPixels = (text: string): number => textWidth(text) * CHAR;

/** Pixel of a value across; values outside the axis stay at its end. */
export const acrossOf = ({ left, right, width }: Frame, axis: Axis, value: number): number =>
  left + clamp((value - axis.from) / (axis.to - axis.from), 0, 1) * (width - left - right);

export const downOf = ({ top, bottom, height }: Frame, axis: Axis, value: number): number =>
  height - bottom - clamp((value - axis.from) / (axis.to - axis.from), 0, 1) * (height - top - bottom);

export const isInside = ({ from, to }: Axis, value: number): boolean => value >= from - 1e-9 && value <= to + 1e-9;

/** Ticks whose texts do not run into each other: every second, third … where they would. */
export function roomyTicks(ticks: readonly Tick[], pixelsOf: (at: number) => number): readonly Tick[] {
  for (let every = 1; every < ticks.length; every++) {
    const kept = ticks.filter((_, k) => k % every === 0);
    const isRoomy = kept.every((tick, k) => {
      const next = kept[k + 1];
      if (next === undefined) return true;
      return pixelsOf(next.at) - pixelsOf(tick.at) > (textPixels(tick.text) + textPixels(next.text)) / 2 + 6;
    });
    if (isRoomy) return kept;
  }
  return ticks.slice(0, 1);
}

/** Horizontal grid with its figures, name of the axis above. */
export function downAxis(frame: Frame, axis: Axis): string {
  const { left, right, width } = frame;
  const lines = axis.ticks.map(({ at, text }) => {
    const y = downOf(frame, axis, at);
    return (
      element('line', { class: 'grid', x1: left, x2: width - right, y1: y, y2: y }) +
      texted('text', { class: 'tick', x: left - 8, y: y + 4, 'text-anchor': 'end' }, text)
    );
  });
  const name = axis.label === '' ? '' : texted('text', { class: 'axis', x: 4, y: 14 }, axis.label);
  return lines.join('') + name;
}

/** Figures below the plot, name of the axis under them. */
export function acrossAxis(frame: Frame, axis: Axis): string {
  const { left, right, width, height, bottom } = frame;
  const y = height - bottom;
  const place = (at: number): number => acrossOf(frame, axis, at);
  const ticks = roomyTicks(axis.ticks, place).map(({ at, text }) => {
    const x = clamp(place(at), left, width - right);
    const half = textPixels(text) / 2;
    const anchor = x + half > width ? 'end' : 'middle';
    return (
      element('line', { class: 'edge', x1: x, x2: x, y1: y, y2: y + 4 }) +
      texted('text', { class: 'tick', x: anchor === 'end' ? width - 2 : x, y: y + 18, 'text-anchor': anchor }, text)
    );
  });
  const middle = (left + width - right) / 2;
  const name =
    axis.label === ''
      ? ''
      : texted('text', { class: 'axis', x: middle, y: height - 6, 'text-anchor': 'middle' }, axis.label);
  return element('line', { class: 'edge', x1: left, x2: width - right, y1: y, y2: y }) + ticks.join('') + name;
}

/** Broken lines across at some height, named at their right end. */
export function levelLines(frame: Frame, axis: Axis, references: readonly Reference[]): string {
  const { left, right, width } = frame;
  return references
    .filter(({ at }) => isInside(axis, at))
    .map(({ at, text }) => {
      const y = downOf(frame, axis, at);
      const name = texted('text', { class: 'mark', x: width - right - 2, y: y - 5, 'text-anchor': 'end' }, text);
      return element('line', { class: 'level', x1: left, x2: width - right, y1: y, y2: y }) + (text === '' ? '' : name);
    })
    .join('');
}
