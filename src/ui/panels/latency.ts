// Latency: percentiles raw, corrected and of the pipeline, and how the raw ones are spread.

import type { LatencyFigures, Percentiles } from '../../core/watch/figures.js';
import { type Cell, type Line, cell } from '../cell.js';
import { type Column, panelFrame, tableLines } from '../compose.js';
import { countText, msText, NONE } from '../format.js';
import type { Panel, PanelInput } from '../panel.js';
import { textWidth } from '../width.js';

const MOST_BAR_ROWS = 6;

export const latencyPanel: Panel = (input) => {
  const { latency } = input.snapshot;
  const lines = [...percentileLines(latency, input), correctionLine(latency, input)];
  const room = input.height - lines.length;
  return panelFrame(room >= 2 ? [...lines, ...histogramLines(latency.histogram, input, room)] : lines, input);
};

function percentileLines(latency: LatencyFigures, input: PanelInput): Line[] {
  const words = input.text.panels.latency;
  const row = (name: string, figures: Percentiles | null): Cell[] => [
    cell(name, 'dim'),
    cell(msText(figures?.p50)),
    cell(msText(figures?.p95)),
    cell(msText(figures?.p99), 'strong'),
    cell(msText(figures?.max)),
    cell(countText(figures?.n), 'dim'),
  ];
  const number = (title: string, drop: number): Column => ({ title, align: 'right', least: 5, drop });
  const columns: Column[] = [
    { title: words.unit, align: 'left', least: 0, drop: 0 },
    number('p50', 1),
    number('p95', 2),
    number('p99', 0),
    number(words.max, 3),
    number(words.count, 4),
  ];
  const rows = [
    row(words.raw, latency.raw),
    row(words.corrected, latency.corrected),
    row(words.pipeline, latency.pipeline),
  ];
  return tableLines(columns, rows, { width: input.width, ellipsis: input.glyphs.ellipsis, hasTitles: true });
}

/** What "corrected" means here: by the measured offset of the clocks, or as the excess over the trailing minimum. */
function correctionLine(latency: LatencyFigures, { text, glyphs }: PanelInput): Line {
  const words = text.panels.latency;
  if (latency.correctedBy === null) return [cell(words.notCorrected, 'dim')];
  if (latency.correctedBy === 'excess') return [cell(words.byExcess, 'dim')];
  const plusMinus = glyphs.isAscii ? '+-' : '±';
  return [cell(words.byOffset(msText(latency.offsetMs), `${plusMinus}${msText(latency.uncertaintyMs)}`), 'dim')];
}

/** Bars of log(1 + count), so that a tail of single messages is seen; the axis in ms below. */
function histogramLines(histogram: LatencyFigures['histogram'], input: PanelInput, room: number): Line[] {
  if (histogram === null || histogram.counts.length === 0)
    return [[cell(input.text.panels.latency.noHistogram, 'dim')]];
  const rows = Math.min(MOST_BAR_ROWS, room - 1);
  const columns = columnCounts(histogram.counts, input.width);
  const most = Math.log1p(columns.reduce((a, b) => Math.max(a, b), 1));
  const heights = columns.map((count) => Math.log1p(Math.max(0, count)) / most);
  const toMs = histogram.fromMs + histogram.stepMs * histogram.counts.length;
  return [
    ...Array.from({ length: rows }, (_, row) => [cell(barRow(heights, rows - 1 - row, { rows, input }), 'accent')]),
    [
      cell(
        axisText(histogram.fromMs, toMs, {
          width: columns.length,
          words: [input.text.panels.latency.log, input.text.panels.latency.logShort],
        }),
        'dim',
      ),
    ],
  ];
}

/** Counts by column: several bins a column where the panel is narrow, several columns a bin where it is wide. */
function columnCounts(counts: readonly number[], width: number): number[] {
  const perColumn = Math.ceil(counts.length / Math.max(1, width));
  const merged: number[] = [];
  for (let i = 0; i < counts.length; i += perColumn) {
    merged.push(counts.slice(i, i + perColumn).reduce((sum, count) => sum + count, 0));
  }
  const each = Math.max(1, Math.floor(width / merged.length));
  return merged.flatMap((count) => Array.from({ length: each }, () => count));
}

/** One row of bars; `level` 0 is the lowest. Whatever is not zero shows at least the smallest step. */
function barRow(heights: readonly number[], level: number, how: { rows: number; input: PanelInput }): string {
  const { sparks } = how.input.glyphs;
  const steps = sparks.length;
  return heights
    .map((height) => {
      const units = height <= 0 ? 0 : Math.max(1, Math.round(height * how.rows * steps));
      const here = Math.max(0, Math.min(steps, units - level * steps));
      return here === 0 ? ' ' : (sparks[here - 1] ?? ' ');
    })
    .join('');
}

/** The ends of the scale, and what it is, under the bars. */
function axisText(fromMs: number, toMs: number, how: { width: number; words: readonly string[] }): string {
  const [low, high] = [msText(fromMs), `${msText(toMs)} ms`];
  const free = how.width - textWidth(low) - textWidth(high);
  if (free < 1) return low === NONE ? '' : low;
  const word = how.words.find((one) => free >= textWidth(one) + 2) ?? '';
  const before = Math.floor((free - textWidth(word)) / 2);
  return low + ' '.repeat(before) + word + ' '.repeat(free - before - textWidth(word)) + high;
}
