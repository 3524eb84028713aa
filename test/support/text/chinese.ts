// Which texts of the sources Chinese has: judged more strictly than a run judges, for nothing may slip through.

import { JOINTS_ZH } from '../../../src/text/zh/words.js';
import { LABELS_ZH, MESSAGES_ZH } from '../../../src/text/zh/entries.js';
import { type Entries, compileCatalogue, hasWord } from '../../../src/text/catalogue.js';
import type { FoundText } from './collect.js';

/** Words that stand in a place for a name: they are the same in every language. */
const NAMES = /^(?:[A-Z]+\d*|tardis|binance|input|mainnet|BTCUSDT|ETHUSDT)$/;

/** What the program puts in is not known here: a figure or a name stands for it. */
const FIGURE = '7';
const NAME = 'X7';

const samplesOf = (text: string): string[] => [
  text.replaceAll('{}', FIGURE),
  text.replaceAll('{}', NAME),
  text.replace('{}', NAME).replaceAll('{}', FIGURE),
];

/** A place for anything takes figures and names only, so that no pattern swallows a sentence that nobody put. */
const mayStand = (part: string): boolean =>
  /^--[\w-]+$/.test(part) || part.split(/[^\p{L}\d]+/u).every((word) => !hasWord(word) || NAMES.test(word));

export interface Covering {
  readonly covers: (found: Pick<FoundText, 'text' | 'kind'>) => boolean;
}

/** Looks texts up in these entries, those of Chinese unless told otherwise. */
export function coveringBy(messages: Entries = MESSAGES_ZH, labels: Entries = LABELS_ZH): Covering {
  const message = compileCatalogue(messages, { joints: JOINTS_ZH, mayStand });
  const label = compileCatalogue(labels, { mayStand });
  const isKnown = (text: string): boolean => !hasWord(text) || message.find(text) !== null;
  return {
    covers({ text, kind }) {
      return samplesOf(text).some((whole) => {
        const sample = whole.trim();
        if (kind === 'label' && (label.find(whole) ?? label.find(sample)) !== null) return true;
        return isKnown(whole) || isKnown(sample) || sample.split('\n').every((line) => isKnown(line.trim()));
      });
    },
  };
}

/** Entries that fit none of the texts. */
export function unusedEntries(entries: Entries, found: readonly Pick<FoundText, 'text' | 'kind'>[]): string[] {
  const samples = [...new Set(found.flatMap(({ text }) => samplesOf(text)))];
  const pieces = samples.flatMap((sample) => [sample, ...sample.split(/\n|; | · |, |(?<=\.) /)]);
  const texts = [...new Set(pieces.flatMap((piece) => [piece, piece.trim()]))];
  const exact = new Set(texts);
  return Object.keys(entries).filter((key) => {
    if (exact.has(key)) return false;
    const own = compileCatalogue({ [key]: key });
    return !texts.some((text) => own.find(text) !== null);
  });
}
