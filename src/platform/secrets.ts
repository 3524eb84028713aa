// Secrets: read from the environment or a private file, and never printed by accident.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { UsageError } from './errors.js';

/** Text that no log, template, JSON or inspection shows. Only reveal() gives it out. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

export interface SecretPlace {
  /** Environment variable that holds the secret itself. */
  readonly variable: string;
  /** Environment variable that holds the path of a 0600 file with it. */
  readonly fileVariable: string;
}

interface Fault {
  readonly problem: string;
  readonly hint: string;
  readonly cause?: unknown;
}

function refuse(path: string, { problem, hint, cause }: Fault): never {
  throw new UsageError(`secret file ${path} ${problem}`, { code: 'V13_SECRET_FILE', hint, cause, details: { path } });
}

/** The first line of a file that only its owner may read; looser modes are refused (not on Windows, which has none). */
export function readSecretFile(path: string): Secret {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    return refuse(path, { problem: 'cannot be opened', hint: 'check the path', cause });
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) refuse(path, { problem: 'is no file', hint: 'give the path of a file' });
    const mode = stat.mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      refuse(path, {
        problem: `may be read by others (mode ${mode.toString(8).padStart(4, '0')})`,
        hint: `run: chmod 600 ${path}`,
      });
    }
    const text = (readFileSync(handle, 'utf8').split('\n', 1)[0] ?? '').trim();
    return text === ''
      ? refuse(path, { problem: 'is empty', hint: 'put the secret on its first line' })
      : new Secret(text);
  } finally {
    closeSync(handle);
  }
}

/** The secret from its variable, else from the file that the other variable names, else null. */
export function readSecret(place: SecretPlace, variables: Readonly<Record<string, string | undefined>>): Secret | null {
  const direct = variables[place.variable];
  if (direct !== undefined && direct !== '') return new Secret(direct);
  const path = variables[place.fileVariable];
  return path === undefined || path === '' ? null : readSecretFile(path);
}
