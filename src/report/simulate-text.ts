// What a simulation has written and planted, as lines for people.

import type { InjectedFault } from '../core/sim/faults.js';
import { formatTime } from '../text/time.js';
import { bytesText, countText, spanText } from './number-text.js';

const lostText = (count: number): string => `${countText(count)} ${count === 1 ? 'message' : 'messages'} lost`;

/** One planted fault; ids stand as the exchange writes them, without separators. */
export function injectedText(fault: InjectedFault, zone = 'UTC'): string {
  const at = formatTime(fault.atUs, zone);
  if (fault.kind === 'disconnect') {
    return `disconnect at ${at} for ${spanText(fault.lengthUs)}, ${lostText(fault.messages)}`;
  }
  const { kind, symbol, messages, fromId, toId } = fault;
  const ids = kind === 'depth' ? `after id ${fromId} came ${toId}` : `ids ${fromId} to ${toId} missing`;
  return `${kind} gap ${symbol} at ${at}, ${lostText(messages)}, ${ids}`;
}

/** `1.23 MB: 1,234 aggTrade, 600 depth@100ms`. */
export function writtenText(bytes: number, lines: Readonly<Record<string, number>>): string {
  const counts = Object.entries(lines).map(([name, count]) => `${countText(count)} ${name}`);
  return `${bytesText(bytes)}: ${counts.join(', ')}`;
}

/** What became of the faults asked for; null where all of them came about. */
export function missingFaultsText(asked: number, planted: number): string | null {
  if (planted >= asked) return null;
  return (
    `only ${countText(planted)} of the ${countText(asked)} faults asked for could be planted: ` +
    'the others found no message to lose, or ran to the end of the recording, where no hole can be seen'
  );
}
