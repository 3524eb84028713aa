// The line of a replay below the header: where it stands between beginning and end, and what there is to jump to.

import type { PlayerFigures } from '../core/watch/snapshot.js';
import { type Cell, type Line, cell } from './cell.js';
import { clockText, countText, dayText, shareText } from './format.js';
import type { Words } from './header.js';
import { clipLine, lineWidth } from './width.js';

/** A shorter bar tells nothing. */
const LEAST_BAR = 10;

interface BarParts {
  readonly figures: PlayerFigures;
  readonly width: number;
}

const shareOf = ({ fromUs, toUs, positionUs }: PlayerFigures): number =>
  toUs <= fromUs ? 0 : Math.max(0, Math.min(1, (positionUs - fromUs) / (toUs - fromUs)));

/** What has been played, the place, what is still to come; dots where the search has not been. */
function barCells({ figures, width }: BarParts, { glyphs }: Words): readonly Cell[] {
  const at = Math.min(width - 1, Math.floor(shareOf(figures) * width));
  const known = Math.max(at + 1, Math.round(figures.indexed * width));
  const played = glyphs.isAscii ? '=' : '━';
  return [
    cell(played.repeat(at), 'accent'),
    cell(glyphs.bullet, 'strong'),
    cell(glyphs.horizontal.repeat(known - at - 1), 'dim'),
    cell(glyphs.flat.repeat(width - known), 'dim'),
  ];
}

function countCells({ gaps, signals, hits, indexed }: PlayerFigures, { text }: Words): readonly Cell[] {
  const words = text.shell.timeline;
  return [
    cell(`  ${words.gaps(countText(gaps))}`, gaps > 0 ? 'warn' : 'dim'),
    cell(`  ${words.signals(countText(signals))}`, 'dim'),
    ...(hits === null ? [] : [cell(`  ${words.hits(countText(hits))}`, 'accent')]),
    ...(indexed >= 1 ? [] : [cell(`  ${words.searched(shareText(indexed))}`, 'dim')]),
  ];
}

/** An end of the line: the time, and the day where the recording is of several. */
function endText(timeUs: number, { fromUs, toUs }: PlayerFigures, zone: string): string {
  const isOneDay = dayText(fromUs, zone) === dayText(toUs, zone);
  return isOneDay ? clockText(timeUs, zone) : `${dayText(timeUs, zone)} ${clockText(timeUs, zone, 'minute')}`;
}

/** Counts give way to the bar, the times never. */
export function timelineLine(figures: PlayerFigures, words: Words, of: { width: number; zone: string }): Line {
  const { width, zone } = of;
  const from = cell(` ${endText(figures.fromUs, figures, zone)} `, 'dim');
  const to = cell(` ${endText(figures.toUs, figures, zone)}`, 'dim');
  const counts = countCells(figures, words);
  const room = width - lineWidth([from, to]) - 1;
  const withCounts = room - lineWidth(counts);
  const shown = withCounts >= LEAST_BAR ? counts : [];
  const bar = Math.max(1, shown.length === 0 ? room : withCounts);
  return clipLine([from, ...barCells({ figures, width: bar }, words), to, ...shown], width);
}
