// Every hole of a recording, with times and ids.

import { type Certificate, type Hole, holesOf } from '../core/quality/certificate-json.js';
import type { IdRange } from '../core/quality/id-range.js';
import { formatTime } from '../text/time.js';
import { type Cell, type Section, absent, cell, columns, table } from './document.js';
import { countText, spanText } from './number-text.js';

/** Ranges of ids written out before the rest is only counted; the JSON document has all. */
const LISTED_RANGES = 4;

export function rangesText(ranges: readonly IdRange[]): string {
  const texts = ranges
    .slice(0, LISTED_RANGES)
    .map(({ fromId, toId }) => (fromId === toId ? `${fromId}` : `${fromId}–${toId}`));
  const more = ranges.length - texts.length;
  return more > 0 ? `${texts.join(', ')} and ${countText(more)} more ranges` : texts.join(', ');
}

function idsText({ stream, fromId, toId, missing }: Hole): string {
  if (stream === 'depth') return `after ${fromId} came ${toId}`;
  return missing === 1 ? `${fromId}` : `${fromId}–${toId} (${countText(missing ?? 0)})`;
}

function stateCell({ stream, kind, atUs, closedUs, open, missing }: Hole): Cell {
  if (stream === 'depth') {
    return closedUs === null ? cell('no new book', 'bad') : cell(`new book after ${spanText(closedUs - atUs)}`, 'bad');
  }
  if (kind === 'healed') return cell('healed', 'good');
  const isUntouched = open.length === 1 && open[0] !== undefined && open[0].toId - open[0].fromId + 1 === missing;
  return cell(isUntouched ? 'open' : `open: ${rangesText(open)}`, 'bad');
}

const holeRow = (hole: Hole, zone: string): Cell[] => [
  hole.sinceUs === null ? absent() : cell(formatTime(hole.sinceUs, zone)),
  cell(formatTime(hole.atUs, zone)),
  cell(hole.symbol),
  cell(hole.stream),
  cell(idsText(hole)),
  stateCell(hole),
];

export function holesSection(certificate: Certificate, zone: string): Section {
  const rows = holesOf(certificate).map((hole) => holeRow(hole, zone));
  const heads = columns('after', 'before', 'symbol', 'stream', 'ids', 'state');
  return { title: 'Holes', blocks: rows.length === 0 ? [] : [table(heads, rows)] };
}
