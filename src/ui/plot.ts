// Line charts in characters: braille dots (2 × 4 a cell), or one dot a cell where there is ASCII only.

import type { Line, Tone } from './cell.js';
import { mergeCells } from './compose.js';

/** A field of dots. What is written later stands above; dots of one cell share its tone. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly dotsX: number;
  readonly dotsY: number;
  readonly isAscii: boolean;
  /** Dots of lines and of guides (thresholds) a cell, as bits. */
  readonly line: Uint8Array;
  readonly guide: Uint8Array;
  readonly tones: Tone[];
  /** Characters above the dots, by cell. */
  readonly marks: Map<number, { readonly text: string; readonly tone: Tone }>;
}

/** Bits of braille, by row and column of the dot in its cell. */
const BRAILLE = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const BRAILLE_BASE = 0x2800;

export function createPlot(width: number, height: number, isAscii: boolean): Plot {
  const cells = Math.max(0, width * height);
  return {
    width,
    height,
    dotsX: isAscii ? width : width * 2,
    dotsY: isAscii ? height : height * 4,
    isAscii,
    line: new Uint8Array(cells),
    guide: new Uint8Array(cells),
    tones: new Array<Tone>(cells).fill('plain'),
    marks: new Map(),
  };
}

function cellOf(plot: Plot, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= plot.dotsX || y >= plot.dotsY) return -1;
  return plot.isAscii ? y * plot.width + x : (y >> 2) * plot.width + (x >> 1);
}

const bitOf = (plot: Plot, x: number, y: number): number => (plot.isAscii ? 1 : (BRAILLE[y & 3]?.[x & 1] ?? 0));

function setDot(plot: Plot, at: readonly [x: number, y: number], tone: Tone): void {
  const index = cellOf(plot, at[0], at[1]);
  if (index < 0) return;
  plot.line[index] = (plot.line[index] as number) | bitOf(plot, at[0], at[1]);
  plot.tones[index] = tone;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A straight line of dots (Bresenham 1965), its tone that of where it goes. */
export function drawStroke(plot: Plot, from: Dot, to: { readonly dot: Dot; readonly tone: Tone }): void {
  const { dot, tone } = to;
  const dx = Math.abs(dot.x - from.x);
  const dy = -Math.abs(dot.y - from.y);
  const stepX = from.x < dot.x ? 1 : -1;
  const stepY = from.y < dot.y ? 1 : -1;
  let [x, y, error] = [from.x, from.y, dx + dy];
  // A step each turn: it ends after as many turns as there are dots between.
  for (let left = dx - dy; left >= 0; left--) {
    setDot(plot, [x, y], tone);
    if (x === dot.x && y === dot.y) return;
    const twice = 2 * error;
    if (twice >= dy) {
      error += dy;
      x += stepX;
    }
    if (twice <= dx) {
      error += dx;
      y += stepY;
    }
  }
}

/** A dotted line across: every second dot, or with `sparse` every fourth. */
export function drawGuide(plot: Plot, y: number, sparse: boolean): void {
  const each = sparse ? 4 : 2;
  for (let x = 0; x < plot.dotsX; x += each) {
    const index = cellOf(plot, x, y);
    if (index >= 0) plot.guide[index] = (plot.guide[index] as number) | bitOf(plot, x, y);
  }
}

/** A character over whatever is in the cell; outside of the plot nothing. */
export function putMark(plot: Plot, at: Dot, mark: { readonly text: string; readonly tone: Tone }): void {
  if (at.x < 0 || at.y < 0 || at.x >= plot.width || at.y >= plot.height) return;
  plot.marks.set(at.y * plot.width + at.x, mark);
}

/** Whether anything of a line is in this cell. */
export const isDrawn = (plot: Plot, at: Dot): boolean => (plot.line[at.y * plot.width + at.x] ?? 0) !== 0;

/** The plot as lines of just its width. */
export function plotLines(plot: Plot): Line[] {
  return Array.from({ length: plot.height }, (_, row) => {
    const texts: string[] = [];
    const tones: Tone[] = [];
    for (let i = row * plot.width; i < (row + 1) * plot.width; i++) {
      const mark = plot.marks.get(i);
      const line = plot.line[i] as number;
      const guide = plot.guide[i] as number;
      texts.push(mark?.text ?? dotText(plot, line, guide));
      tones.push(mark?.tone ?? (line === 0 ? 'dim' : (plot.tones[i] ?? 'plain')));
    }
    return mergeCells(texts, tones);
  });
}

function dotText(plot: Plot, line: number, guide: number): string {
  if (line === 0 && guide === 0) return ' ';
  if (plot.isAscii) return line === 0 ? '.' : '*';
  // A guide under a line would thicken it into something that is no value.
  return String.fromCharCode(BRAILLE_BASE + (line === 0 ? guide : line));
}
