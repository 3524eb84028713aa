// Secrets, atomic files, signals, errors.

import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAtomicFile, writeFileAtomic } from '../../src/platform/atomic-file.js';
import { BugError, DataError, InterruptedError, UsageError, invariant } from '../../src/platform/errors.js';
import { Secret, readSecret, readSecretFile } from '../../src/platform/secrets.js';
import { listenForSignals } from '../../src/platform/shutdown.js';
import { freshFolder } from '../support/cli.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});
const at = (name: string) => join(folder.path, name);

describe('a secret', () => {
  test('shows itself to nobody who does not ask for it', () => {
    const secret = new Secret('hunter2');
    const shown = [secret.toString(), String(secret), JSON.stringify({ secret }), inspect({ secret }), inspect(secret)];
    expect(shown.join(' ')).not.toContain('hunter2');
    expect(Object.keys(secret)).toEqual([]);
    expect(secret.reveal()).toBe('hunter2');
  });

  test('comes from its variable, else from the file of the other, else is absent', () => {
    const place = { variable: 'KEY', fileVariable: 'KEY_FILE' };
    writeFileSync(at('key'), 'from-file\nsecond line\n', { mode: 0o600 });
    expect(readSecret(place, { KEY: 'direct', KEY_FILE: at('key') })?.reveal()).toBe('direct');
    expect(readSecret(place, { KEY_FILE: at('key') })?.reveal()).toBe('from-file');
    expect(readSecret(place, { KEY: '' })).toBeNull();
  });

  test.each([0o644, 0o640, 0o604, 0o660])('a file of mode %o is refused with what to do', (mode) => {
    writeFileSync(at('key'), 'hunter2');
    chmodSync(at('key'), mode);
    expect(() => readSecretFile(at('key'))).toThrow('may be read by others');
    expect(() => readSecretFile(at('key'))).not.toThrow('hunter2');
  });

  test('no file, a folder, an empty file', () => {
    writeFileSync(at('empty'), '\n', { mode: 0o600 });
    mkdirSync(at('folder'), { mode: 0o700 });
    for (const name of ['absent', 'empty', 'folder']) expect(() => readSecretFile(at(name))).toThrow(UsageError);
  });
});

describe('an atomic file', () => {
  test('appears whole at commit, replaces, and leaves nothing beside it', async () => {
    writeFileSync(at('out'), 'old');
    const file = await createAtomicFile(at('out'));
    await file.write('new ');
    await file.write(Buffer.from('text'));
    expect(readFileSync(at('out'), 'utf8')).toBe('old');
    await file.commit();
    await file.discard();
    expect(readFileSync(at('out'), 'utf8')).toBe('new text');
    expect(readdirSync(folder.path)).toEqual(['out']);
  });

  test('discarded, it never was', async () => {
    const file = await createAtomicFile(at('deep/out'));
    await file.write('half');
    await file.discard();
    expect(readdirSync(at('deep'))).toEqual([]);
  });

  test('what a killed run left a day ago is removed, and nothing else', async () => {
    const old = new Date(Date.now() - 2 * 86_400_000);
    const names = ['.out.0123456789ab.tmp', '.out.ba9876543210.tmp', '.other.0123456789ab.tmp', '.out.mine.tmp'];
    for (const name of names) writeFileSync(at(name), 'x');
    for (const name of names) if (name !== '.out.ba9876543210.tmp') utimesSync(at(name), old, old);
    await writeFileAtomic(at('out'), 'text');
    expect(readdirSync(folder.path).sort()).toEqual([...names.slice(1), 'out'].sort());
  });

  test('a folder in the way is a store error, and nothing stays', async () => {
    mkdirSync(at('out'));
    await expect(writeFileAtomic(at('out'), 'x')).rejects.toMatchObject({ kind: 'store', code: 'V13_STORE_WRITE' });
    expect(readdirSync(folder.path)).toEqual(['out']);
    writeFileSync(at('file'), '');
    await expect(writeFileAtomic(at('file/under'), 'x')).rejects.toMatchObject({ kind: 'store' });
    expect(existsSync(at('file/under'))).toBe(false);
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s aborts', (name) => {
  const source = new EventEmitter();
  const shutdown = listenForSignals(source, () => undefined);
  source.emit(name);
  expect(shutdown.controller.signal.reason).toMatchObject({ signalName: name });
  shutdown.dispose();
  expect(source.eventNames()).toEqual([]);
});

test('signals: the first aborts, the second calls, after dispose none does', () => {
  const source = new EventEmitter();
  let second = 0;
  const shutdown = listenForSignals(source, () => {
    second++;
  });
  source.emit('SIGTERM');
  expect(shutdown.controller.signal.reason).toBeInstanceOf(InterruptedError);
  expect(second).toBe(0);
  source.emit('SIGINT');
  expect(second).toBe(1);
  shutdown.dispose();
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
});

test('errors carry code, hint, place and cause', () => {
  const cause = new Error('inner');
  const error = new DataError('bad', { code: 'V13_LINE', hint: 'look', path: 'a', line: 3, cause });
  expect(error).toMatchObject({
    name: 'DataError',
    kind: 'data',
    code: 'V13_LINE',
    hint: 'look',
    path: 'a',
    line: 3,
    cause,
  });
  expect(error.details).toEqual({ path: 'a', line: 3 });
  expect(() => {
    invariant(false, 'no');
  }).toThrow(BugError);
});
