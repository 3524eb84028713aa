// Lines of a text file one after another, plain or gzip: for files that are read beside a recording, not as one.

import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { DataError } from '../../platform/errors.js';

export interface LineReader {
  /** The next line without its line end; null at the end. Throws DataError where the file cannot be read. */
  next(): Promise<string | null>;
  close(): Promise<void>;
}

function openText(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file.setEncoding('utf8') as AsyncIterable<string>;
  const bytes = createGunzip();
  file.on('error', (error) => bytes.destroy(error));
  bytes.on('close', () => file.destroy());
  return file.pipe(bytes).setEncoding('utf8') as AsyncIterable<string>;
}

async function* readLines(path: string): AsyncGenerator<string, null> {
  let rest = '';
  for await (const text of openText(path)) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
  return null;
}

/** Nothing is opened before the first line is asked for. */
export function openLines(path: string): LineReader {
  const lines = readLines(path);
  return {
    async next() {
      try {
        return (await lines.next()).value;
      } catch (cause) {
        throw new DataError(`${path}: cannot be read`, {
          code: 'V13_ROWS_UNREADABLE',
          path,
          cause,
          hint: 'give the file that `v13 replay --rows FILE` wrote',
        });
      }
    },
    async close() {
      await lines.return(null);
    },
  };
}
