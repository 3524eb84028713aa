// The text that an error is about, with marks under the place.

import { textWidth } from '../text/width.js';

/** `at` and `length` in UTF-16 units of `text`. */
export interface Excerpt {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** How much is shown before and behind the place. */
const BEFORE = 50;
const BEHIND = 30;

/** The excerpt of an error's details; null where it has none. */
export function excerptOf({ excerpt }: Readonly<Record<string, unknown>>): Excerpt | null {
  if (typeof excerpt !== 'object' || excerpt === null) return null;
  const { text, at, length } = excerpt as Partial<Excerpt>;
  return typeof text === 'string' && typeof at === 'number' && typeof length === 'number' ? { text, at, length } : null;
}

/** Two lines, the marks below the place. `visible` makes a text safe to be shown. */
export function excerptLines({ text, at, length }: Excerpt, visible: (text: string) => string): string[] {
  if (text === '') return [];
  const from = Math.max(0, at - BEFORE);
  const to = Math.min(text.length, at + length + BEHIND);
  const before = `${from > 0 ? '…' : ''}${visible(text.slice(from, at))}`;
  const place = visible(text.slice(at, at + length));
  const behind = `${visible(text.slice(at + length, to))}${to < text.length ? '…' : ''}`;
  const marks = '^'.repeat(Math.max(1, textWidth(place)));
  return [`  ${before}${place}${behind}`, `  ${' '.repeat(textWidth(before))}${marks}`];
}
