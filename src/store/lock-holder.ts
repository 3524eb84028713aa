// Asks the holder of a lock who it is: connect, read one JSON line.

import { connect } from 'node:net';

export interface LockHolder {
  readonly pid: number;
  readonly session: string;
  /** Start of the capture, µs. */
  readonly since: number;
  readonly command: string;
  /** Tells two takers of the same process apart. */
  readonly nonce: string;
}

export type LockAnswer =
  | { readonly kind: 'holder'; readonly holder: LockHolder }
  /** Somebody listens and says nothing of use: stopped, or busy. */
  | { readonly kind: 'silent' }
  /** A socket that nobody listens on: its process is dead. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'free' };

const ANSWER_MS = 2000;

export function askHolder(path: string): Promise<LockAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    const finish = (answer: LockAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => {
      finish({ kind: 'silent' });
    });
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('end', () => {
      const holder = parseHolder(text);
      finish(holder === null ? { kind: 'silent' } : { kind: 'holder', holder });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(answerOf(error.code ?? ''));
    });
  });
}

function answerOf(code: string): LockAnswer {
  if (code === 'ENOENT') return { kind: 'free' };
  // ENOTSOCK: a plain file in the way, left by a copy of the folder.
  if (code === 'ECONNREFUSED' || code === 'ENOTSOCK') return { kind: 'stale' };
  return { kind: 'silent' };
}

function parseHolder(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as Partial<LockHolder> | null;
    const { pid, session, since, command, nonce } = value ?? {};
    const isWhole = typeof pid === 'number' && typeof since === 'number' && typeof nonce === 'string';
    if (!isWhole || typeof session !== 'string' || typeof command !== 'string') return null;
    return { pid, session, since, command, nonce };
  } catch {
    return null;
  }
}
