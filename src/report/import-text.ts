// What an import has done, as lines for people.

import type { ImportedSession } from '../core/pipeline/import-result.js';
import { formatTime } from '../text/time.js';
import { bytesText, countText } from './number-text.js';

const MOST_LISTED = 20;

const plural = (count: number, one: string, many: string): string => `${countText(count)} ${count === 1 ? one : many}`;

/** One imported session. */
export function importedText(session: ImportedSession, zone: string): string {
  const { env, venue, files, symbols, segments, lines, firstRecvUs, lastRecvUs } = session;
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const units = symbols.map(({ symbol, tick, step }) => `${symbol} (tick ${tick}, step ${step})`);
  const shown = files.slice(0, MOST_LISTED).map(({ path, format }) => `  ${path}  ${format}`);
  const more = files.length > MOST_LISTED ? [`  and ${countText(files.length - MOST_LISTED)} more`] : [];
  return [
    `${env.toUpperCase()} ${units.join(', ')}, ${venue}`,
    `from ${plural(files.length, 'file', 'files')}:`,
    ...shown,
    ...more,
    `${formatTime(firstRecvUs, zone)} to ${formatTime(lastRecvUs, zone)}`,
    `session ${session.session}: ${plural(lines, 'line', 'lines')}, ${bytesText(bytes)} in ${plural(segments.length, 'segment', 'segments')}`,
    ...remarks(session),
    '',
  ].join('\n');
}

/** What one must know of the data before computing with it. */
function remarks({ ids, times, odd, gaps, problemCount }: ImportedSession): string[] {
  const list: string[] = [];
  if (times === 'exchange') list.push("the source has no receive times: the exchange's own stand for them");
  if (ids === 'made')
    list.push('the source has no update ids: messages were numbered on, and gaps in it cannot be seen');
  if (gaps > 0) list.push(`${plural(gaps, 'gap', 'gaps')} in ids and books; v13 verify lists them`);
  if (odd > 0) list.push(`${plural(odd, 'message', 'messages')} nobody could read, kept as they came`);
  if (problemCount > 0)
    list.push(`${plural(problemCount, 'damaged place', 'damaged places')}: what they held is left out`);
  return list;
}
