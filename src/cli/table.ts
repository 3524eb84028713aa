// Plain text tables: columns two blanks apart, as wide as their widest cell.

import { padText, textWidth } from '../text/width.js';

/** Rows under a heading; every line ends with a line end. Colour codes take no room. */
export function tableText(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ''))));
  return all
    .map((row) => {
      const padded = row.map((cell, column) => padText(cell, widths[column] ?? 0));
      return `${padded.join('  ').trimEnd()}\n`;
    })
    .join('');
}
