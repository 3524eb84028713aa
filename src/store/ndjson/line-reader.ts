// Lines of a text file one after another, plain or gzip: for files that are read beside a recording, not as one.

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { DataError } from '../../platform/errors.js';

export interface LineReader {
  /** The next line without its line end; null at the end. Throws DataError where the file cannot be read. */
  next(): Promise<string | null>;
  close(): Promise<void>;
}

export function openLines(path: string): LineReader {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => bytes.destroy(error));
  const lines = createInterface({ input: bytes, crlfDelay: Infinity })[Symbol.asyncIterator]();
  let failure: Error | null = null;
  bytes.on('error', (error: Error) => {
    failure = error;
  });
  return {
    async next() {
      const { value, done } = await lines.next();
      if (failure !== null) {
        throw new DataError(`${path}: cannot be read`, {
          code: 'V13_ROWS_UNREADABLE',
          path,
          cause: failure,
          hint: 'give the file that `v13 replay --rows FILE` wrote',
        });
      }
      return done === true ? null : (value as string);
    },
    async close() {
      await lines.return?.();
      file.destroy();
    },
  };
}
