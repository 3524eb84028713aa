// Lines of one CSV file → v13 raw lines: what the exchange would have sent, with the file's own numbers as text.

import { type CsvFile, type RowWriter } from './csv-file.js';
import { COLUMN_ALIASES, CSV_COLUMNS, type CsvFormat, OPTIONAL_COLUMN, cellsOf, isHeader } from './csv-layout.js';
import { csvError } from './csv-value.js';
import { dumpWriter } from './dump-rows.js';
import { bookWriter, tapeWriter } from './tardis-rows.js';

export interface CsvLines {
  readonly file: CsvFile;
  /** 1 where the file has a header, else 0; known after the first line. */
  headerLines(): number;
  /** The raw lines that a line of the table completes. */
  line(text: string): string;
  /** Those that waited for more of it. */
  flush(): string;
}

const WRITERS: Readonly<Record<CsvFormat, (file: CsvFile) => RowWriter>> = {
  'binance-aggtrades': (file) => dumpWriter(file, 'aggTrade'),
  'binance-bookticker': (file) => dumpWriter(file, 'bookTicker'),
  'tardis-l2': bookWriter,
  'tardis-trades': tapeWriter,
};

export interface CsvOrigin {
  readonly path: string;
  readonly format: CsvFormat;
  /** In capitals, for tables whose rows do not name it; null where nobody knows. */
  readonly symbol: string | null;
}

const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

/** Throws DataError (V13_CSV_…) with file, line and column for whatever is not as the layout says. */
export function createCsvLines({ path, format, symbol }: CsvOrigin): CsvLines {
  const file: CsvFile = { place: { path, line: 0, columns: [] }, symbol, venue: null, at: [], cells: 0 };
  const writer = WRITERS[format](file);
  let headers = 0;
  return {
    file,
    headerLines: () => headers,
    line(text) {
      const isFirst = ++file.place.line === 1;
      const line = isFirst ? text.replace(BYTE_ORDER_MARK, '') : text;
      if (isFirst) {
        headers = readFirstLine(file, format, line);
        if (headers === 1) return '';
      }
      const cells = cellsOf(line);
      if (cells.length !== file.cells) throw wrongCount(file, cells);
      return writer.row(cells);
    },
    flush: () => writer.flush(),
  };
}

/** Learns the columns. Gives the lines that are header: 1 or 0. */
function readFirstLine(file: CsvFile, format: CsvFormat, line: string): 0 | 1 {
  const wanted = CSV_COLUMNS[format];
  const cells = cellsOf(line);
  file.cells = cells.length;
  if (isHeader(line)) {
    file.place.columns = cells;
    file.at = wanted.map((name) => findColumn(file, cells, name));
    return 1;
  }
  const least = wanted.filter((name) => name !== OPTIONAL_COLUMN).length;
  if (format.startsWith('tardis') || cells.length < least || cells.length > wanted.length) {
    const what = `neither a header nor ${least} columns; wanted ${wanted.slice(0, least).join(',')}`;
    throw csvError(file.place, { code: 'V13_CSV_HEADER', column: null, what });
  }
  file.place.columns = wanted;
  file.at = wanted.map((_, i) => (i < cells.length ? i : -1));
  return 0;
}

function findColumn(file: CsvFile, cells: readonly string[], name: string): number {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const found = [name, ...(COLUMN_ALIASES[name] ?? [])].map((known) => names.indexOf(known)).find((at) => at >= 0);
  if (found !== undefined) return found;
  if (name === OPTIONAL_COLUMN) return -1;
  const what = `no column ${name}; the header is ${cells.join(',')}`;
  throw csvError(file.place, { code: 'V13_CSV_HEADER', column: null, what });
}

function wrongCount(file: CsvFile, cells: readonly string[]): Error {
  const isShort = cells.length < file.cells;
  const what = `${isShort ? 'missing' : 'too many'}: ${cells.length} cells in a row of ${file.cells} columns`;
  return csvError(file.place, { code: 'V13_CSV_COLUMNS', column: Math.min(cells.length, file.cells), what });
}
