// Plain text tables: columns two blanks apart, as wide as their widest cell.

const COLOUR_CODE = /\u001b\[[\d;]*m/g;

const cells = (text: string) => text.replaceAll(COLOUR_CODE, '').length;

/** Rows under a heading; every line ends with a line end. Colour codes take no room. */
export function tableText(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => cells(row[column] ?? ''))));
  return all
    .map((row) => {
      const padded = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - cells(cell)));
      return `${padded.join('  ').trimEnd()}\n`;
    })
    .join('');
}
