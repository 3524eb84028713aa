// Files that appear whole or not at all: temporary name, fsync, rename, fsync of the folder.

import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { StoreError } from './errors.js';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the file system is read-only',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file stands where a folder is wanted',
  ENOENT: 'the folder does not exist',
};

/** What the operating system said, as a StoreError with the path and what to do. */
export function storeError(path: string, cause: unknown): StoreError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const reason = HINTS[code] ?? code;
  return new StoreError(`cannot write ${path}: ${reason}`, { code: 'V13_STORE_WRITE', cause, details: { path, code } });
}

/**
 * Makes a folder and those above it that are missing, one by one: the recursive mkdir of Node never ends where the system
 * refuses folders with "not found" (/proc).
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (
    let at = path;
    !(await stat(at).then(
      () => true,
      () => false,
    ));
    at = dirname(at)
  )
    missing.unshift(at);
  for (const folder of missing) {
    await mkdir(folder).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

/** Makes renames and new names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  // Some systems (Windows) cannot open folders; there the rename alone must do.
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Age from which a temporary file is taken for what a killed run left behind. */
const STALE_MS = 86_400_000;

/** Removes temporary files of the same target that nobody has written to for a day. Never a reason to fail. */
async function removeStale(folder: string, name: string): Promise<void> {
  const beside = await readdir(folder).catch(() => []);
  const isOurs = (other: string): boolean =>
    other.startsWith(`.${name}.`) && /^[0-9a-f]{12}\.tmp$/.test(other.slice(name.length + 2));
  for (const other of beside.filter(isOurs)) {
    const path = join(folder, other);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STALE_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}

export interface AtomicFile {
  /** Where the bytes stand until commit: for checks of the written file. */
  readonly temporary: string;
  /** Appends; the text stands in the temporary file until commit. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Makes the file appear under its name, durable. */
  commit(): Promise<void>;
  /** Removes what was written; harmless after commit. Call it in `finally`. */
  discard(): Promise<void>;
}

/** Opens a file that appears at commit(). Throws StoreError. An existing file is replaced at commit. */
export async function createAtomicFile(path: string): Promise<AtomicFile> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      throw storeError(path, cause);
    }
  };
  let handle: FileHandle | null = await guard(async () => {
    await makeFolder(folder);
    await removeStale(folder, basename(path));
    return open(temporary, 'wx');
  });
  const opened = handle;
  return {
    temporary,
    write: (chunk) => guard(() => opened.appendFile(chunk)),
    commit: () =>
      guard(async () => {
        await opened.sync();
        await opened.close();
        await rename(temporary, path);
        handle = null;
        await syncFolder(folder);
      }),
    async discard() {
      if (handle === null) return;
      handle = null;
      await opened.close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a whole file in one go. Throws StoreError; then nothing has changed. */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const file = await createAtomicFile(path);
  try {
    await file.write(content);
    await file.commit();
  } finally {
    await file.discard();
  }
}
