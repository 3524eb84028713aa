// The whole screen: model and size in, a frame of exactly that width and one line less than the window's height out.

import { type Cell, type Frame, type Line, cell } from './cell.js';

import { footerLine } from './footer.js';
import type { Glyphs } from './glyphs.js';
import { type Words, bannerLine, headerLine } from './header.js';
import { LEAST_SIZE, type PlacedPanel, type Size, innerArea } from './layout.js';
import { type ScreenModel, bodyRowsOf, hasBanner, layoutFor, symbolInView } from './model.js';
import { markedSymbol } from './moving.js';
import { overlayFrame } from './overlay.js';
import { PANEL_TABLE } from './panel-table.js';
import { panelInput, wordsOf } from './panel-input.js';
import { headlinePanel } from './panels/headline.js';
import { overviewPanel } from './panels/overview.js';
import { timelineLine } from './timeline.js';
import { fitFrame, fitText, padLine, textWidth } from './width.js';

function contentOf(model: ScreenModel, placed: PlacedPanel, words: Words): Frame {
  const input = panelInput(model, placed, words);
  const { columns, rows } = innerArea(placed);
  if (input === null) return [];
  const selected = symbolInView(model);
  if (placed.panel === 'overview') {
    return overviewPanel({ ...input, selected: markedSymbol(model), sort: model.sort, filter: model.filter });
  }
  if (placed.panel === 'headline') return headlinePanel({ ...input, selected });
  return fitFrame(PANEL_TABLE[placed.panel](input), columns, rows);
}

/** `── Title ───`, the title strong and pointed at where keys go to this panel. */
function titleCells(title: string, width: number, how: { glyphs: Glyphs; isFocused: boolean }): readonly Cell[] {
  const { glyphs, isFocused } = how;
  const shown = fitText(`${isFocused ? `${glyphs.pointer} ` : ''}${title}`, Math.max(0, width - 4));
  const line = glyphs.horizontal;
  const after = Math.max(0, width - 3 - textWidth(shown));
  return [cell(`${line} `, 'dim'), cell(shown, isFocused ? 'title' : 'plain'), cell(` ${line.repeat(after)}`, 'dim')];
}

function framed(content: Frame, placed: PlacedPanel, how: { words: Words; isFocused: boolean }): Frame {
  const { area, border, panel } = placed;
  const { glyphs, text } = how.words;
  if (border === 'none') return fitFrame(content, area.columns, area.rows);
  const { columns, rows } = innerArea(placed);
  const inner = fitFrame(content, columns, rows);
  const title = text.shell.panel[panel];
  const style = { glyphs, isFocused: how.isFocused };
  if (border === 'title') return [titleCells(title, area.columns, style), ...inner];
  const [topLeft, topRight, bottomLeft, bottomRight] = glyphs.corners;
  const side = cell(glyphs.vertical, 'dim');
  return [
    [cell(topLeft, 'dim'), ...titleCells(title, columns, style), cell(topRight, 'dim')],
    ...inner.map((line): Line => [side, ...line, side]),
    [cell(`${bottomLeft}${glyphs.horizontal.repeat(columns)}${bottomRight}`, 'dim')],
  ];
}

/** Panels side by side become lines: those that cross a line, from left to right. */
function bodyLines(placed: readonly { readonly at: PlacedPanel; readonly frame: Frame }[], size: Size): Frame {
  const sorted = [...placed].sort((a, b) => a.at.area.left - b.at.area.left);
  return Array.from({ length: size.rows }, (_, y) => {
    const line: Cell[] = [];
    for (const { at, frame } of sorted) {
      const cells = frame[y - at.area.top];
      if (y < at.area.top || cells === undefined) continue;
      line.push(...cells);
    }
    return padLine(line, size.columns);
  });
}

function tooSmall(model: ScreenModel, words: Words, size: Size): Frame {
  const { shell } = words.text;
  const env = model.snapshot === null ? '' : shell.environment[model.snapshot.env];
  const lines = [
    env,
    shell.tooSmall(size.columns, size.rows),
    shell.tooSmallWants(LEAST_SIZE.columns, LEAST_SIZE.rows),
    'q',
  ];
  return fitFrame(
    lines.map((line): Line => [cell(line, 'warn')]),
    size.columns,
    Math.max(1, size.rows - 1),
  );
}

/** Marks that stand in words, in plain ASCII; each as wide as before. */
const ASCII_MARKS: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '.',
  '−': '-',
  '–': '-',
  '×': 'x',
  µ: 'u',
  '“': '"',
  '”': '"',
};

const inAscii = (frame: Frame): Frame =>
  frame.map((line) =>
    line.map((one) => ({ ...one, text: one.text.replace(/[…·−–×µ“”]/g, (mark) => ASCII_MARKS[mark] ?? '?') })),
  );

function wholeFrame(model: ScreenModel, words: Words, size: Size): Frame {
  const layout = layoutFor(model, size);
  if (layout.sizeClass === 'too-small') return tooSmall(model, words, size);
  const { columns } = size;
  const player = model.snapshot?.player ?? null;
  const top = [
    headerLine(model, words, columns),
    ...(hasBanner(model) ? [bannerLine(words, columns)] : []),
    ...(player === null ? [] : [timelineLine(player, words, { width: columns, zone: model.choices.timeZone })]),
  ];
  const bodyRows = bodyRowsOf(model, size);
  const middle = (): Frame => {
    if (model.overlay !== null)
      return overlayFrame(model.overlay, words, { width: columns, height: bodyRows, nowMs: model.nowMs });
    const placed = layout.panels.map((at) => ({
      at: { ...at, area: { ...at.area, top: at.area.top - top.length } },
      frame: framed(contentOf(model, at, words), at, { words, isFocused: model.focus === at.panel }),
    }));
    return bodyLines(placed, { columns, rows: bodyRows });
  };
  return fitFrame([...top, ...middle(), footerLine(model, words, columns)], columns, layout.height);
}

/** Every line exactly as wide as the window; never as tall as it, for that would scroll. */
export function frameOf(model: ScreenModel, size: Size): Frame {
  const frame = wholeFrame(model, wordsOf(model), size);
  return model.isAscii ? inAscii(frame) : frame;
}
