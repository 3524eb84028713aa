// Texts in Simplified Chinese: looked up whole, then by their pieces.

import { type Joint, compileCatalogue } from '../catalogue.js';
import type { Words } from '../words.js';
import { LABELS_ZH, MESSAGES_ZH } from './entries.js';

/** How Chinese joins what English joins so; the first that takes a text apart into known pieces counts. */
export const JOINTS_ZH: readonly Joint[] = [
  { english: ' · ', other: ' · ', wants: 'each' },
  { english: '; ', other: '；', wants: 'all', isFirst: true },
  { english: '. ', other: '', wants: 'all' },
  { english: ', ', other: '，', wants: 'all' },
];

let words: Words | null = null;

export function chineseWords(): Words {
  if (words !== null) return words;
  const messages = compileCatalogue(MESSAGES_ZH, { joints: JOINTS_ZH });
  const labels = compileCatalogue(LABELS_ZH);
  const message = (text: string): string => {
    const whole = messages.find(text);
    if (whole !== null) return whole;
    // Lines stand for themselves: one that is data does not keep the others from being put.
    if (text.includes('\n')) return text.split('\n').map(message).join('\n');
    const trimmed = text.trim();
    const put = messages.find(trimmed);
    return put === null ? text : text.replace(trimmed, () => put);
  };
  words = { lang: 'zh', message, label: (text) => labels.find(text) ?? message(text) };
  return words;
}
