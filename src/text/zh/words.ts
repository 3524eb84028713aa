// Texts in Simplified Chinese: looked up whole, then by their sentences.

import { type Catalogue, compileCatalogue } from '../catalogue.js';
import type { Words } from '../words.js';
import { LABELS_ZH, MESSAGES_ZH } from './entries.js';

/** Where a text may be taken apart, and how Chinese joins its pieces. */
const JOINTS: readonly (readonly [english: string, chinese: string])[] = [
  ['; ', '；'],
  ['. ', ''],
];

/** A text of several sentences; null unless every one of them is known. */
function joined(text: string, find: Catalogue['find']): string | null {
  for (const [english, chinese] of JOINTS) {
    if (!text.includes(english)) continue;
    const pieces = text.split(english);
    const put = pieces.map((piece, k) => {
      const whole = english === '. ' && k < pieces.length - 1 ? `${piece}.` : piece;
      return find(whole) ?? joined(whole, find);
    });
    if (put.every((piece) => piece !== null)) return put.join(chinese);
  }
  return null;
}

let words: Words | null = null;

export function chineseWords(): Words {
  if (words !== null) return words;
  const messages = compileCatalogue(MESSAGES_ZH);
  const labels = compileCatalogue(LABELS_ZH);
  const message = (text: string): string => {
    // Lines stand for themselves: one that is data does not keep the others from being put.
    const whole = messages.find(text);
    if (whole !== null) return whole;
    if (text.includes('\n')) return text.split('\n').map(message).join('\n');
    const trimmed = text.trim();
    const put = messages.find(trimmed) ?? joined(trimmed, messages.find);
    return put === null ? text : text.replace(trimmed, () => put);
  };
  words = { lang: 'zh', message, label: (text) => labels.find(text) ?? message(text) };
  return words;
}
