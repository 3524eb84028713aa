// One picture of a session for a file: the screen as it would be, without a terminal.

import type { Language } from '../text/language.js';
import { frameAnsi } from './draw-ansi.js';
import { frameSvg } from './draw-svg.js';
import { frameText } from './draw-text.js';
import { frameOf } from './frame.js';
import { type Size, TABS, type ViewName } from './layout.js';
import { type ScreenModel, initModel, requestOf } from './model.js';
import type { WatchSource } from './source.js';
import { type ThemeName, THEMES } from './theme.js';
import { update } from './update.js';

export interface PictureChoices {
  readonly size: Size;
  readonly view: ViewName;
  readonly symbol: string | null;
  readonly theme: ThemeName;
  readonly lang: Language;
  readonly isAscii: boolean;
  readonly timeZone: string;
}

export type PictureFormat = 'svg' | 'txt' | 'ansi';

/** By the ending of a file's name; null for any other. */
export function pictureFormat(path: string): PictureFormat | null {
  const ending = /\.(svg|txt|ansi)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === undefined ? null : (ending as PictureFormat);
}

/** The model after one pull: what somebody sees who opens this view now. */
export function modelFor(
  source: Pick<WatchSource, 'snapshot'>,
  choices: PictureChoices,
  hasColours = true,
): ScreenModel {
  const { view, size, timeZone } = choices;
  const first = initModel({ ...choices, localZone: timeZone, nowMs: 0, canExplain: false, hasColours });
  const model: ScreenModel = { ...first, view, focus: TABS[view][0] ?? first.focus };
  // The first pull tells the symbols, the second what is wanted of the one in view.
  const known = update(model, { kind: 'snapshot', snapshot: source.snapshot(requestOf(model, size)), nowMs: 0 });
  return update(known, { kind: 'snapshot', snapshot: source.snapshot(requestOf(known, size)), nowMs: 0 });
}

/** The picture as the contents of a file. */
export function drawPicture(
  source: Pick<WatchSource, 'snapshot'>,
  choices: PictureChoices,
  format: PictureFormat,
): string {
  const frame = frameOf(modelFor(source, choices, format !== 'txt'), choices.size);
  const theme = THEMES[choices.theme];
  switch (format) {
    case 'svg':
      return frameSvg(frame, theme);
    case 'txt':
      return frameText(frame);
    case 'ansi':
      return frameAnsi(frame, theme, 'truecolor');
  }
}
