// What went wrong in a capture, as lines for the screen: the last hundred of them.

import { type LastItems, addItem, initLastItems, newestItems } from '../../core/watch/last-items.js';
import type { Trouble } from '../../core/watch/snapshot.js';
import { gapText, resyncText } from '../../core/watch/trouble-text.js';
import type { CaptureEvent } from '../capture/event-log.js';

export const TROUBLES = 100;

export type TroubleLog = LastItems<Trouble>;

export const initTroubleLog = (): TroubleLog => initLastItems(TROUBLES);

type Fields = Readonly<Record<string, unknown>>;

const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : value === null ? '-' : JSON.stringify(value);

/** Symbols a line names before it only counts them. */
const NAMED = 3;

function symbolsText(symbols: unknown): string {
  if (!Array.isArray(symbols)) return 'all symbols';
  const names = symbols.map(word);
  return names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}

const TEXTS: Readonly<Record<CaptureEvent, (fields: Fields) => string>> = {
  disconnect: (of) => `${symbolsText(of['symbols'])}: ${word(of['reason'])}`,
  silence: (of) => `${symbolsText(of['symbols'])}: ${word(of['reason'])}`,
  rest_failure: (of) => `${symbolsText(of['symbols'])}: ${word(of['reason'])}`,
  gap: (of) =>
    gapText({
      symbol: word(of['symbol']),
      stream: of['stream'] === 'trade' ? 'trade' : 'depth',
      fromId: word(of['fromId']),
      toId: word(of['toId']),
    }),
  resync: (of) => resyncText(word(of['symbol']), word(of['lastId'])),
  healed: (of) => `${word(of['symbol'])}: trades ${word(of['fromId'])} to ${word(of['toId'])} fetched`,
  open_hole: (of) => word(of['text']),
  rollover: (of) => `/${word(of['route'])}: ${word(of['handed_over'])} of ${word(of['streams'])} streams handed over`,
  stall: (of) => `the disk is slow: ${word(of['queuedBytes'])} bytes wait, and reading is held back`,
  disk: (of) => ('problem' in of ? word(of['problem']) : `${word(of['freeBytes'])} bytes are free`),
  clock_step: (of) => `the clock was set by ${Math.round(Number(of['stepUs']) / 1_000)} ms`,
  malformed: (of) => `a frame of ${word(of['bytes'])} bytes is no message`,
};

export const troubleText = (event: CaptureEvent, fields: Fields): string =>
  TEXTS[event](fields).replaceAll(/\s+/g, ' ');

/** What it says of whatever stands before: `all symbols: it ended` and `/public: it ended` say the same. */
const saying = (text: string): string => text.slice(text.indexOf(': ') + 1);

/** A warning in the words of what was just noted says nothing new. */
export function addTrouble(log: TroubleLog, trouble: Trouble): void {
  const [newest] = newestItems(log, 1);
  if (trouble.kind !== 'warning' || saying(newest?.text ?? '') !== saying(trouble.text)) addItem(log, trouble);
}

/** Newest first. */
export const latestTroubles = (log: TroubleLog): readonly Trouble[] => newestItems(log, TROUBLES);
