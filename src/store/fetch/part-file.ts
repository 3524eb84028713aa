// A download that is not whole yet: its bytes so far, and what tells whether the server still has the same file.

import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, storeError, syncFolder, writeFileAtomic } from '../../platform/atomic-file.js';

/** What the server said of the file when its first byte came. */
export interface PartInfo {
  readonly url: string;
  /** A strong ETag, else Last-Modified; null where there is neither: then nothing can be resumed. */
  readonly validator: string | null;
  /** Whole size; null where the server does not tell. */
  readonly total: number | null;
}

export interface PartFile {
  readonly path: string;
  /** Bytes held, with their info; null where there are none of use. */
  held(url: string): Promise<{ readonly bytes: number; readonly info: PartInfo } | null>;
  /** Opens for appending after what is held, or from the beginning. Throws StoreError. */
  open(info: PartInfo, fresh: boolean): Promise<FileHandle>;
  /** Gives the whole file its name. Throws StoreError. */
  finish(): Promise<void>;
  remove(): Promise<void>;
}

export function partFile(path: string): PartFile {
  const part = `${path}.part`;
  const infoPath = `${path}.part.json`;
  return {
    path: part,
    async held(url) {
      const bytes = await stat(part).then(
        ({ size }) => size,
        () => 0,
      );
      const info = parseInfo(await readFile(infoPath, 'utf8').catch(() => ''));
      return info === null || bytes === 0 || info.url !== url ? null : { bytes, info };
    },
    async open(info, fresh) {
      try {
        await makeFolder(dirname(path));
        if (fresh) await writeFileAtomic(infoPath, `${JSON.stringify(info)}\n`);
        return await open(part, fresh ? 'w' : 'a');
      } catch (cause) {
        throw storeError(part, cause);
      }
    },
    async finish() {
      try {
        await rename(part, path);
        await rm(infoPath, { force: true });
        await syncFolder(dirname(path));
      } catch (cause) {
        throw storeError(path, cause);
      }
    },
    async remove() {
      await rm(part, { force: true });
      await rm(infoPath, { force: true });
    },
  };
}

function parseInfo(text: string): PartInfo | null {
  try {
    const { url, validator, total } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof url !== 'string') return null;
    return {
      url,
      validator: typeof validator === 'string' ? validator : null,
      total: typeof total === 'number' ? total : null,
    };
  } catch {
    return null;
  }
}
