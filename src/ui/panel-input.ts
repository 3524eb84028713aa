// What a panel is drawn from: the model and the panel's place, in the words and glyphs of the model.

import { SCREEN_TEXTS } from '../text/screen-text.js';
import { ASCII_GLYPHS, SHADE_GLYPHS, UNICODE_GLYPHS } from './glyphs.js';
import type { Words } from './header.js';
import { type PlacedPanel, innerArea } from './layout.js';
import type { ScreenModel } from './model.js';
import type { PanelInput } from './panel.js';

export const wordsOf = ({ lang, isAscii, hasColours }: ScreenModel): Words => ({
  text: SCREEN_TEXTS[lang],
  glyphs: isAscii ? ASCII_GLYPHS : hasColours ? UNICODE_GLYPHS : SHADE_GLYPHS,
});

/** Null before the first snapshot. */
export function panelInput(model: ScreenModel, placed: PlacedPanel, words: Words): PanelInput | null {
  const { snapshot } = model;
  if (snapshot === null) return null;
  const { columns, rows } = innerArea(placed);
  const isFocused = model.focus === placed.panel;
  const marked = model.marked[placed.panel] ?? null;
  const shownMark = isFocused ? (marked ?? 0) : marked;
  return {
    snapshot,
    before: model.before,
    view: model.choices,
    text: words.text,
    glyphs: words.glyphs,
    width: columns,
    height: rows,
    isFocused,
    // The marked entry stays in sight: the list moves on when it would leave at the bottom.
    scroll: Math.max(0, (shownMark ?? 0) - Math.max(0, rows - 3)),
    marked: isFocused ? shownMark : null,
  };
}
