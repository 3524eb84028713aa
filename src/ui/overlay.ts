// What lies over the panels for a while: the keys, the marks, and why a signal came.

import { type Frame, type Line, cell } from './cell.js';
import { durationText } from './format.js';
import type { Words } from './header.js';
import { KEYMAP, keysText } from './keymap.js';
import type { Overlay } from './model.js';
import { whyLines } from './panels/why.js';
import { blank, fitFrame, padText, textWidth } from './width.js';

export function helpLines({ text }: Words): readonly Line[] {
  const { action, where, help } = text.shell;
  const widest = KEYMAP.reduce((most, binding) => Math.max(most, textWidth(keysText(binding))), 0);
  return KEYMAP.map((binding): Line => {
    const place = binding.where === 'everywhere' ? '' : `  (${where[binding.where]})`;
    const asks = binding.dangerous ? `  ${help.asks}` : '';
    return [
      cell(` ${padText(keysText(binding), widest)}  `, 'key'),
      cell(action[binding.action]),
      cell(place, 'dim'),
      cell(asks, 'warn'),
    ];
  });
}

/** Words of a sentence in lines that fit; words without spaces between them (Chinese) break anywhere. */
export function wrapped(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of sentence.match(/[\u0021-\u2fff]+|\s+|./gu) ?? []) {
    if (line !== '' && textWidth(line + part) > width) {
      lines.push(line.trimEnd());
      line = part.trimStart();
    } else line += part;
  }
  return [...lines, line];
}

/** How long the answer is waited for: a long recording takes its time. */
function waitingLine(sinceMs: number, nowMs: number, { text }: Words): Line {
  const seconds = Math.max(0, Math.floor((nowMs - sinceMs) / 1_000));
  return [cell(` ${text.shell.help.loading}`), cell(seconds === 0 ? '' : ` ${durationText(seconds * 1e6)}`, 'dim')];
}

/** `{up}` and its like as this terminal draws them. */
function withMarks(sentence: string, { glyphs }: Words): string {
  const { isAscii, up, down, bullet, pointer } = glyphs;
  const drawn: Readonly<Record<string, string>> = {
    ...{ up, down, pointer },
    dot: bullet,
    both: isAscii ? '*' : '◆',
    break: isAscii ? ':' : '┊',
    left: isAscii ? '<' : '◀',
  };
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) => drawn[name] ?? mark);
}

function overlayContent(overlay: Overlay, words: Words, { width, nowMs }: OverlaySize): readonly Line[] {
  const { help } = words.text.shell;
  if (overlay.kind === 'help') return helpLines(words);
  if (overlay.kind === 'why') {
    return overlay.lines === null ? [waitingLine(overlay.sinceMs, nowMs, words)] : whyLines(overlay.lines);
  }
  const sentences = overlay.kind === 'entry' ? overlay.lines : help.legend.map((line) => withMarks(line, words));
  return sentences.flatMap((sentence) => wrapped(sentence, width - 2).map((line): Line => [cell(` ${line}`)]));
}

export interface OverlaySize {
  readonly width: number;
  readonly height: number;
  /** Monotonic ms of the screen. */
  readonly nowMs: number;
}

/** A line for the title, one that says how to close it. */
const contentRows = (height: number): number => Math.max(1, height - 2);

/** How far it scrolls: the last line of the content stands at the bottom then. */
export const lastScroll = (overlay: Overlay, words: Words, size: OverlaySize): number =>
  Math.max(0, overlayContent(overlay, words, size).length - contentRows(size.height));

const isWaiting = (overlay: Overlay): boolean => overlay.kind === 'why' && overlay.lines === null;

/** Title, content from the scrolled line on, and how to close it. */
export function overlayFrame(overlay: Overlay, words: Words, size: OverlaySize): Frame {
  const { help } = words.text.shell;
  const titles = { help: help.title, legend: help.legendTitle, entry: help.entryTitle, why: help.whyTitle };
  const content = overlayContent(overlay, words, size);
  const rows = contentRows(size.height);
  const first = Math.max(0, Math.min(overlay.scroll, content.length - rows));
  const more = content.length > rows ? ` ${first + 1}-${Math.min(content.length, first + rows)}/${content.length}` : '';
  const shown = content.slice(first, first + rows);
  const filled = [...shown, ...Array.from({ length: Math.max(0, rows - shown.length) }, (): Line => [])];
  const lines: Line[] = [
    [cell(` ${titles[overlay.kind]}`, 'title'), cell(more, 'dim')],
    ...filled,
    [blank(1), cell(isWaiting(overlay) ? help.cancel : help.close, 'dim')],
  ];
  return fitFrame(lines, size.width, size.height);
}
