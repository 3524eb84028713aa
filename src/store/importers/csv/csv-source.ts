// A CSV file as a stream of v13 raw lines: whole rows in, whole lines out, in memory that does not grow with the file.

import { type ByteSource, type SourceDamage } from '../byte-source.js';
import { PumpedSource } from '../pumped-source.js';
import { type CsvLines, type CsvOrigin, createCsvLines } from './csv-rows.js';

const CHUNK_BYTES = 256 * 1024;

/** Reads `raw` (unpacked) as a table. Reading throws DataError for the first row that is not as the layout says. */
export function csvSource(raw: ByteSource, origin: CsvOrigin): ByteSource {
  return new CsvSource(raw, origin);
}

class CsvSource extends PumpedSource {
  readonly #lines: CsvLines;
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  /** The unfinished last row of the chunk before. */
  #carry = '';

  constructor(raw: ByteSource, origin: CsvOrigin) {
    super(raw, []);
    this.#lines = createCsvLines(origin);
  }

  override get damage(): SourceDamage | null {
    return this.raw.damage;
  }

  protected async step(): Promise<void> {
    const size = await this.raw.read(this.#chunk, 0);
    if (size > 0) {
      const { text, rest } = rowsIn(this.#lines, this.#carry + this.#chunk.toString('latin1', 0, size));
      this.#carry = rest;
      if (text !== '') this.output.push(Buffer.from(text, 'latin1'));
      return;
    }
    this.finished = true;
    // Where the packed data is damaged, nobody knows whether the last row is whole, or the message that it belongs to.
    if (this.raw.damage !== null) return;
    const last = lastRow(this.#lines, this.#carry);
    if (last !== '') this.output.push(Buffer.from(last, 'latin1'));
  }
}

/** The raw lines of all full rows of a text, and the text after them. */
function rowsIn(lines: CsvLines, text: string): { text: string; rest: string } {
  let out = '';
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    const to = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    out += lines.line(text.slice(from, to));
    from = end + 1;
  }
  return { text: out, rest: text.slice(from) };
}

/** At the end of the file: a last row without line end, and what waited for more rows. */
function lastRow(lines: CsvLines, rest: string): string {
  const row = rest.trimEnd();
  return (row === '' ? '' : lines.line(row)) + lines.flush();
}

export interface CsvHead {
  /** Raw lines of the rows at the beginning. */
  readonly bytes: Buffer;
  readonly lines: CsvLines;
}

/** The beginning of a table as raw lines. `isWhole`: it is the whole file, so that its last row counts too. */
export function csvHead(head: Buffer, origin: CsvOrigin, isWhole: boolean): CsvHead {
  const lines = createCsvLines(origin);
  const { text, rest } = rowsIn(lines, head.toString('latin1'));
  const bytes = Buffer.from(text + (isWhole ? lastRow(lines, rest) : lines.flush()), 'latin1');
  return { bytes, lines };
}
