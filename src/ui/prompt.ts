// Keys while something is asked: a filter, a time, yes or no.

import { SCREEN_TEXTS } from '../text/screen-text.js';
import type { KeyName } from './keymap.js';
import type { Prompt, ScreenModel } from './model.js';
import { withNotice } from './notice.js';
import { seekTime } from './seek.js';
import { textWidth } from './width.js';

const MOST_LETTERS = 40;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text after a key: a letter more, one less, or all gone. Null where the key is none of these. */
export function typed(text: string, key: KeyName): string | null {
  if (key === 'Backspace') {
    const letters = [...segmenter.segment(text)].map(({ segment }) => segment);
    return letters.slice(0, -1).join('');
  }
  if (key === 'Ctrl-U') return '';
  const letter = key === 'Space' ? ' ' : key;
  const isLetter = [...segmenter.segment(letter)].length === 1 && textWidth(letter) > 0;
  return isLetter && text.length < MOST_LETTERS ? text + letter : null;
}

function filterKey(model: ScreenModel, prompt: Extract<Prompt, { kind: 'filter' }>, key: KeyName): ScreenModel {
  if (key === 'Esc') return { ...model, prompt: null, filter: prompt.before };
  if (key === 'Enter') return { ...model, prompt: null };
  const text = typed(prompt.text, key);
  // The table follows each letter.
  return text === null ? model : { ...model, prompt: { ...prompt, text }, filter: text };
}

function seekKey(model: ScreenModel, prompt: Extract<Prompt, { kind: 'seek' }>, key: KeyName): ScreenModel {
  if (key === 'Esc') return { ...model, prompt: null };
  if (key !== 'Enter') {
    const text = typed(prompt.text, key);
    return text === null ? model : { ...model, prompt: { ...prompt, text } };
  }
  const positionUs = model.snapshot?.player?.positionUs ?? model.snapshot?.nowUs ?? 0;
  const timeUs = seekTime(prompt.text, { positionUs, timeZone: model.choices.timeZone });
  const closed: ScreenModel = { ...model, prompt: null };
  if (timeUs === null) return withNotice(closed, SCREEN_TEXTS[model.lang].shell.notice.badTime);
  return { ...closed, effects: [{ kind: 'seek', timeUs }] };
}

/** Enter takes what is typed, Esc leaves; a question takes y for yes and anything else for no. */
export function promptKey(model: ScreenModel, prompt: Prompt, key: KeyName): ScreenModel {
  switch (prompt.kind) {
    case 'filter':
      return filterKey(model, prompt, key);
    case 'seek':
      return seekKey(model, prompt, key);
    case 'confirm': {
      const isYes = key === 'y' || key === 'Y';
      return { ...model, prompt: null, effects: isYes ? [{ kind: prompt.what }] : [] };
    }
  }
}
