// Line charts as SVG: bands, lines or steps, marks of a shape for each series, whiskers.

import { coordinate, element, texted } from '../html/markup.js';
import type { LinePlot, Mark, Series } from './chart.js';
import { type Frame, PANEL, acrossAxis, acrossOf, downAxis, downOf, levelLines, textPixels } from './svg-frame.js';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Looks that repeat beyond this many series. */
export const LOOKS = 6;
const MOST_SHAPES_ON_LINE = 40;

/** Runs of marks without a gap, in pixels. */
function runsOf(marks: readonly Mark[], { x: xAxis, y: yAxis }: LinePlot, frame: Frame): Point[][] {
  const runs: Point[][] = [[]];
  for (const { x, y, low, high } of marks) {
    if (y === null) {
      if (runs.at(-1)?.length !== 0) runs.push([]);
      continue;
    }
    const down = (value: number | null): number | null => (value === null ? null : downOf(frame, yAxis, value));
    runs.at(-1)?.push({ x: acrossOf(frame, xAxis, x), y: downOf(frame, yAxis, y), low: down(low), high: down(high) });
  }
  return runs.filter((run) => run.length > 0);
}

const pair = (x: number, y: number): string => `${coordinate(x)},${coordinate(y)}`;

function bandOf(run: readonly Point[], look: number): string {
  const known = run.flatMap(({ x, low, high }) => (low === null || high === null ? [] : [{ x, low, high }]));
  if (known.length < 2) return '';
  const top = known.map(({ x, high }) => pair(x, high));
  const bottom = [...known].reverse().map(({ x, low }) => pair(x, low));
  return element('polygon', { class: `band c${look}`, points: [...top, ...bottom].join(' ') });
}

function pathOf(run: readonly Point[], isStep: boolean): string {
  const [first, ...rest] = run;
  if (first === undefined) return '';
  const steps = rest.map(({ x, y }) =>
    isStep ? `H${coordinate(x)}V${coordinate(y)}` : `L${coordinate(x)} ${coordinate(y)}`,
  );
  return `M${coordinate(first.x)} ${coordinate(first.y)}${steps.join('')}`;
}

/** Circle, square, triangle, diamond …: series differ without colour too. */
export function shapeAt(x: number, y: number, look: number): string {
  const name = `dot c${look}`;
  switch (look % 4) {
    case 0:
      return element('circle', { class: name, cx: x, cy: y, r: 3.6 });
    case 1:
      return element('rect', { class: name, x: x - 3.3, y: y - 3.3, width: 6.6, height: 6.6 });
    case 2:
      return element('polygon', {
        class: name,
        points: [pair(x, y - 4.4), pair(x + 4.2, y + 3.2), pair(x - 4.2, y + 3.2)].join(' '),
      });
    default:
      return element('polygon', {
        class: name,
        points: [pair(x, y - 4.6), pair(x + 4.6, y), pair(x, y + 4.6), pair(x - 4.6, y)].join(' '),
      });
  }
}

/** Upright interval with small ends. */
export function whiskerAt(x: number, low: number | null, high: number | null): string {
  if (low === null || high === null) return '';
  const d = `M${coordinate(x)} ${coordinate(low)}V${coordinate(high)}M${coordinate(x - 4)} ${coordinate(low)}h8M${coordinate(x - 4)} ${coordinate(high)}h8`;
  return element('path', { class: 'whisker', d });
}

function seriesMarkup({ look: kind, marks }: Series, plot: LinePlot, look: number): string {
  const runs = runsOf(marks, plot, PANEL);
  const points = runs.flat();
  if (kind === 'cloud') {
    return points.map(({ x, y }) => element('circle', { class: `cloud c${look}`, cx: x, cy: y, r: 2.2 })).join('');
  }
  const dots = points.map(({ x, y }) => shapeAt(x, y, look)).join('');
  if (kind === 'dots') return points.map(({ x, low, high }) => whiskerAt(x, low, high)).join('') + dots;
  const bands = runs.map((run) => bandOf(run, look)).join('');
  const lines = runs
    .map((run) => element('path', { class: `line c${look}`, d: pathOf(run, kind === 'step') }))
    .join('');
  const isCrowded = kind === 'step' || points.length > MOST_SHAPES_ON_LINE;
  return bands + lines + (isCrowded ? '' : dots);
}

function legendOf(series: readonly Series[], frame: Frame): string {
  const wanted = series.reduce((sum, { name }) => sum + textPixels(name) + 26, 0);
  let x = Math.max(frame.left, frame.width - frame.right - wanted);
  return series
    .map(({ name }, k) => {
      const at = x;
      x += textPixels(name) + 26;
      return shapeAt(at + 6, 10, k % LOOKS) + texted('text', { class: 'tick', x: at + 14, y: 14 }, name);
    })
    .join('');
}

function diagonalOf({ x, y }: LinePlot): string {
  const from = Math.max(x.from, y.from);
  const to = Math.min(x.to, y.to);
  const [x1, x2] = [acrossOf(PANEL, x, from), acrossOf(PANEL, x, to)];
  return element('line', { class: 'level', x1, x2, y1: downOf(PANEL, y, from), y2: downOf(PANEL, y, to) });
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

export function lineMarkup(plot: LinePlot): Picture {
  const { series } = plot;
  const parts = [
    downAxis(PANEL, plot.y),
    acrossAxis(PANEL, plot.x),
    levelLines(PANEL, plot.y, plot.references),
    plot.diagonal ? diagonalOf(plot) : '',
    ...series.map((one, k) => seriesMarkup(one, plot, k % LOOKS)),
    series.length > 1 ? legendOf(series, PANEL) : '',
  ];
  return { width: PANEL.width, height: PANEL.height, markup: parts.join('') };
}
