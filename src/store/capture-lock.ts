// One capture per data folder: a listening socket, which the system closes with its process, however that ends.

import { randomBytes } from 'node:crypto';
import {
  type Stats,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { type Server, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, storeError } from '../platform/atomic-file.js';
import { BugError, StoreError } from '../platform/errors.js';
import { type LockAnswer, type LockHolder, askHolder } from './lock-holder.js';
import { type LockPlace, lockPlaces } from './lock-path.js';

export interface CaptureLock {
  /** Path of the socket or name of the pipe. */
  readonly path: string;
  /** Whether the name still leads to this process: false where somebody removed the socket by hand. */
  isHeld(): boolean;
  release(): Promise<void>;
}

export interface LockWish {
  readonly dataFolder: string;
  readonly session: string;
  /** Told to those who are refused, as typed. */
  readonly command: string;
  /** Start of this capture, µs. */
  readonly sinceUs: number;
}

const ATTEMPTS = 50;
/** Sockets under a temporary name that are older were left by a process killed while it took a lock. */
const STALE_MS = 60_000;

/** File systems without sockets (some shared folders) answer so. */
const NO_SOCKETS = ['EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'EINVAL', 'ENOSYS'];

/** Takes the lock. Throws StoreError: V13_CAPTURE_LOCKED (details: the holder), V13_STORE_WRITE. */
export async function takeCaptureLock(wish: LockWish): Promise<CaptureLock> {
  await makeFolder(wish.dataFolder).catch((cause: unknown) => {
    throw storeError(wish.dataFolder, cause);
  });
  if (!statSync(wish.dataFolder).isDirectory()) {
    throw new StoreError(`${wish.dataFolder} is a file, and a folder is wanted`, {
      code: 'V13_STORE_WRITE',
      hint: 'name a folder with --data',
      details: { path: wish.dataFolder },
    });
  }
  const places = lockPlaces(wish.dataFolder);
  for (const [i, place] of places.entries()) {
    try {
      return await takeAt(place, wish);
    } catch (error) {
      const reason = error instanceof StoreError ? error.details['code'] : null;
      if (i === places.length - 1 || !NO_SOCKETS.includes(String(reason))) throw error;
    }
  }
  throw new BugError('a folder without a place for its lock', { code: 'V13_BUG' });
}

async function takeAt(place: LockPlace, wish: LockWish): Promise<CaptureLock> {
  const { session, command, sinceUs: since } = wish;
  const nonce = randomBytes(4).toString('hex');
  const holder: LockHolder = { pid: process.pid, session, since, command, nonce };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = place.kind === 'pipe' ? null : statOf(place.path);
    const answer = await askHolder(place.path);
    if (answer.kind === 'holder' || answer.kind === 'silent') throw lockedError(wish, place, answer);
    if (answer.kind === 'stale' && before !== null) removeStale(place.path, before, nonce);
    const lock = await tryTake(place, holder);
    if (lock !== null) return lock;
    // Two starters at once: whoever is refused here asks again, and then finds the other one.
    await sleep(5 + attempt);
  }
  throw lockedError(wish, place, { kind: 'silent' });
}

/** Who captures into a folder now; null where nobody does, or where there is no such folder. */
export async function lockHolderOf(dataFolder: string): Promise<LockHolder | 'unknown' | null> {
  if (!existsSync(dataFolder)) return null;
  for (const place of lockPlaces(dataFolder)) {
    const answer = await askHolder(place.path);
    if (answer.kind === 'holder') return answer.holder;
    if (answer.kind === 'silent') return 'unknown';
  }
  return null;
}

/** Binds, then verifies by connecting that the name leads to this process. Null where another one was faster. */
async function tryTake(place: LockPlace, holder: LockHolder): Promise<CaptureLock | null> {
  const server = answeringServer(holder);
  const unique = place.kind === 'pipe' ? place.path : `${place.path}.${holder.nonce}`;
  if (!(await listen(server, unique, place))) return null;
  // The socket gets its final name by a link, which never replaces another's. (Closing removes the name that was bound:
  // a server that had bound the final name would remove its successor's.)
  if (place.kind === 'socket' && !publish(unique, place.path)) {
    await close(server);
    return null;
  }
  const own = statOf(place.path);
  const answer = await askHolder(place.path);
  if (answer.kind !== 'holder' || answer.holder.nonce !== holder.nonce) {
    await close(server);
    return null;
  }
  if (place.kind === 'socket') sweep(place.path);
  const isHeld = (): boolean => server.listening && (place.kind === 'pipe' || isSame(statOf(place.path), own));
  return {
    path: place.path,
    isHeld,
    async release() {
      if (place.kind === 'socket' && isHeld()) rmSync(place.path, { force: true });
      await close(server);
    },
  };
}

function answeringServer(holder: LockHolder): Server {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(`${JSON.stringify(holder)}\n`);
  });
  server.unref();
  return server;
}

/** False where the name is taken (a pipe's). */
function listen(server: Server, path: string, place: LockPlace): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // Stays for the server's life: an error after listening must not end the process.
    server.on('error', (cause: NodeJS.ErrnoException) => {
      if (place.kind === 'pipe' && (cause.code === 'EADDRINUSE' || cause.code === 'EACCES')) resolve(false);
      else reject(storeError(path, cause));
    });
    server.listen(path, () => {
      resolve(true);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });

function publish(unique: string, path: string): boolean {
  try {
    linkSync(unique, path);
    unlinkSync(unique);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw storeError(path, cause);
  }
}

/**
 * Takes a dead socket out of the way by renaming it, which only one of two starters can do; what turns out to be another
 * one (bound since the dead one was looked at) gets its name back.
 */
function removeStale(path: string, dead: Stats, nonce: string): void {
  const aside = `${path}.${nonce}`;
  try {
    renameSync(path, aside);
    if (!isSame(statOf(aside), dead)) linkSync(aside, path);
    unlinkSync(aside);
  } catch (cause) {
    if (!['ENOENT', 'EEXIST'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw storeError(path, cause);
  }
}

function sweep(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path)).filter((one) => one.startsWith(prefix))) {
    const left = join(dirname(path), name);
    const stats = statOf(left);
    if (stats?.isSocket() === true && Date.now() - stats.mtimeMs > STALE_MS) unlinkSync(left);
  }
}

const statOf = (path: string): Stats | null => lstatSync(path, { throwIfNoEntry: false }) ?? null;
/** Numbers of files are used again; the time of making tells their users apart. */
const isSame = (a: Stats | null, b: Stats | null): boolean =>
  a !== null && b !== null && a.ino === b.ino && a.dev === b.dev && a.mtimeMs === b.mtimeMs;

function lockedError(wish: LockWish, place: LockPlace, answer: LockAnswer): StoreError {
  const holder = answer.kind === 'holder' ? answer.holder : null;
  const who =
    holder === null
      ? 'by a process that does not answer'
      : `since ${new Date(holder.since / 1000).toISOString()} by process ${holder.pid}: ${holder.command}`;
  return new StoreError(`${wish.dataFolder} is being captured into ${who}`, {
    code: 'V13_CAPTURE_LOCKED',
    hint: 'end that capture, or give this one a folder of its own',
    details: { dataFolder: wish.dataFolder, lock: place.path, holder },
  });
}
