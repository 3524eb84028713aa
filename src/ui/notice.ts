// A word in the footer that goes away by itself.

import type { ScreenModel } from './model.js';

const SHOWN_MS = 3000;

export const withNotice = (model: ScreenModel, text: string): ScreenModel => ({
  ...model,
  notice: { text, untilMs: model.nowMs + SHOWN_MS },
});
