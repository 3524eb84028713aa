// Bars, dots with whiskers, and heat maps as SVG.

import { element, texted } from '../html/markup.js';
import { ordinalAxis } from './axis.js';
import type { BarPlot, HeatCell, HeatPlot, Whisker, WhiskerPlot } from './chart.js';
import {
  CHAR,
  type Frame,
  PANEL,
  acrossAxis,
  acrossOf,
  downAxis,
  downOf,
  isInside,
  levelLines,
  roomyTicks,
  textPixels,
} from './svg-frame.js';
import { type Picture, shapeAt, whiskerAt } from './svg-lines.js';

const BAR_SHARE = 0.64;

export function barMarkup(plot: BarPlot): Picture {
  const { labels, bars, y: yAxis, base } = plot;
  const xAxis = ordinalAxis(plot.xLabel, labels);
  const room = (PANEL.width - PANEL.left - PANEL.right) / Math.max(1, labels.length);
  const width = Math.min(56, room * BAR_SHARE);
  const zero = downOf(PANEL, yAxis, base);
  const down = (value: number | null): number | null => (value === null ? null : downOf(PANEL, yAxis, value));
  const drawn = bars.map(({ y, low, high }, k) => {
    const top = down(y);
    if (top === null || y === null) return '';
    const x = acrossOf(PANEL, xAxis, k);
    const height = Math.max(0.5, Math.abs(top - zero));
    const look = y >= base ? 'bar up' : 'bar down';
    return (
      element('rect', { class: look, x: x - width / 2, y: Math.min(top, zero), width, height }) +
      whiskerAt(x, down(low), down(high))
    );
  });
  const edge = element('line', { class: 'edge', x1: PANEL.left, x2: PANEL.width - PANEL.right, y1: zero, y2: zero });
  const levels = levelLines(PANEL, yAxis, plot.references);
  const markup = downAxis(PANEL, yAxis) + acrossAxis(PANEL, xAxis) + drawn.join('') + edge + levels;
  return { width: PANEL.width, height: PANEL.height, markup };
}

const ROW = 26;
/** Pixels of a character of a row's name. */
const LETTERS = 7.4;

/** Rows and group names with their place, from the top. */
function layRows(rows: readonly Whisker[], top: number) {
  let y = top;
  let group: string | null = null;
  const laid: { row: Whisker; y: number; groupY: number | null }[] = [];
  for (const row of rows) {
    const isNew = row.group !== null && row.group !== group;
    group = row.group;
    const groupY = isNew ? y + ROW * 0.62 : null;
    if (isNew) y += ROW;
    laid.push({ row, y: y + ROW / 2, groupY });
    y += ROW;
  }
  return { laid, end: y };
}

function rowMarkup(
  { row, y, groupY }: { row: Whisker; y: number; groupY: number | null },
  plot: WhiskerPlot,
  frame: Frame,
) {
  const { x: axis } = plot;
  const across = (value: number): number => acrossOf(frame, axis, value);
  const { low, high, value, target } = row;
  const group = groupY === null ? '' : texted('text', { class: 'group', x: 2, y: groupY }, row.group ?? '');
  const indent = row.group === null ? 2 : 12;
  const label = texted('text', { class: 'name', x: indent, y: y + 4 }, row.label);
  const interval =
    low === null || high === null
      ? ''
      : element('path', {
          class: 'whisker',
          d: `M${across(low).toFixed(1)} ${y.toFixed(1)}H${across(high).toFixed(1)}M${across(low).toFixed(1)} ${(y - 5).toFixed(1)}v10M${across(high).toFixed(1)} ${(y - 5).toFixed(1)}v10`,
        });
  const bar =
    target === null || !isInside(axis, target)
      ? ''
      : element('rect', { class: 'target', x: across(target) - 1.5, y: y - 9, width: 3, height: 18 });
  const look = target !== null && value !== null && value < target ? 1 : 0;
  const dot = value === null ? '' : shapeAt(across(value), y, look);
  const text = texted('text', { class: 'figure', x: frame.width - 2, y: y + 4, 'text-anchor': 'end' }, row.text);
  return group + label + bar + interval + dot + text;
}

function uprightLines(plot: WhiskerPlot, frame: Frame): string {
  const grid = plot.x.ticks.map(({ at }) => {
    const x = acrossOf(frame, plot.x, at);
    return element('line', { class: 'grid', x1: x, x2: x, y1: frame.top, y2: frame.height - frame.bottom });
  });
  const levels = plot.references
    .filter(({ at }) => isInside(plot.x, at))
    .map(({ at, text }) => {
      const x = acrossOf(frame, plot.x, at);
      const name = texted('text', { class: 'mark', x, y: 12, 'text-anchor': 'middle' }, text);
      return element('line', { class: 'level', x1: x, x2: x, y1: frame.top, y2: frame.height - frame.bottom }) + name;
    });
  return grid.join('') + levels.join('');
}

export function whiskerMarkup(plot: WhiskerPlot): Picture {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textPixels));
  const left = Math.min(220, widest(plot.rows.map(({ label }) => label)) * (LETTERS / CHAR) + 34);
  const right = Math.min(160, widest(plot.rows.map(({ text }) => text)) * (LETTERS / CHAR) + 24);
  const { laid, end } = layRows(plot.rows, 20);
  const frame: Frame = { width: 720, height: end + 44, left, right, top: 18, bottom: 42 };
  const rows = laid.map((one) => rowMarkup(one, plot, frame)).join('');
  return {
    width: frame.width,
    height: frame.height,
    markup: uprightLines(plot, frame) + acrossAxis(frame, plot.x) + rows,
  };
}

const CELL = { width: 92, height: 40 } as const;

function heatCellMarkup({ text, detail, level }: HeatCell, x: number, y: number): string {
  const tone = level === null ? 'none' : `${level < 0 ? 'n' : 'p'}${Math.min(4, Math.abs(level))}`;
  const middle = x + CELL.width / 2 - 1;
  return (
    element('rect', { class: `heat ${tone}`, x, y, width: CELL.width - 2, height: CELL.height - 2, rx: 2 }) +
    texted(
      'text',
      { class: `on ${tone}`, x: middle, y: y + (detail === '' ? 24 : 17), 'text-anchor': 'middle' },
      text,
    ) +
    texted('text', { class: `on small ${tone}`, x: middle, y: y + 31, 'text-anchor': 'middle' }, detail)
  );
}

export function heatMarkup({ columns, rows }: HeatPlot): Picture {
  const left = Math.max(60, ...rows.map(({ label }) => textPixels(label) * (LETTERS / CHAR) + 14));
  const width = left + columns.length * CELL.width;
  const place = (k: number): number => left + k * CELL.width;
  const ticks = roomyTicks(
    columns.map((text, at) => ({ at, text })),
    place,
  );
  const heads = ticks.map(({ at, text }) =>
    texted('text', { class: 'tick', x: place(at) + CELL.width / 2, y: 14, 'text-anchor': 'middle' }, text),
  );
  const lines = rows.map(({ label, cells }, row) => {
    const y = 24 + row * CELL.height;
    const name = texted('text', { class: 'name', x: 2, y: y + 24 }, label);
    return name + cells.map((one, k) => heatCellMarkup(one, place(k), y)).join('');
  });
  return { width, height: 28 + rows.length * CELL.height, markup: heads.join('') + lines.join('') };
}
