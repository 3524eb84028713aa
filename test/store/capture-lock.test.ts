// Two captures into one folder: one is refused, however the other was started, named, or killed.

import { type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockHolderOf, takeCaptureLock } from '../../src/store/capture-lock.js';
import { lockPlaces } from '../../src/store/lock-path.js';
import { freshFolder } from '../support/cli.js';
import { ended, startProgram } from './programs.js';

let folder = freshFolder();
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = freshFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = ended(child);
      child.kill('SIGKILL');
      await gone;
    }
  }
  folder.remove();
});

const wish = (dataFolder: string, session = 'a') => ({
  dataFolder,
  session,
  command: `capture ${session}`,
  sinceUs: 7,
});

function hold(dataFolder: string, session: string): { child: ChildProcess; said: Promise<string> } {
  const child = startProgram('hold-lock', [dataFolder, session]);
  children.push(child);
  const said = new Promise<string>((resolve) => {
    child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { child, said };
}

describe('the lock', () => {
  test('is held once; who holds it is told; released, it is free and leaves nothing', async () => {
    const data = join(folder.path, 'not', 'yet', 'there');
    expect(await lockHolderOf(data)).toBeNull();
    const lock = await takeCaptureLock(wish(data));
    expect(lock.isHeld()).toBe(true);
    const holder = { pid: process.pid, session: 'a', since: 7, command: 'capture a' };
    await expect(takeCaptureLock(wish(data, 'b'))).rejects.toMatchObject({
      ...{ kind: 'store', code: 'V13_CAPTURE_LOCKED', details: { dataFolder: data, holder } },
      message: expect.stringContaining(`process ${process.pid}: capture a`) as unknown,
    });
    expect(await lockHolderOf(data)).toMatchObject(holder);
    await lock.release();
    expect(readdirSync(data)).toEqual([]);
    expect(await lockHolderOf(data)).toBeNull();
    await (await takeCaptureLock(wish(data, 'b'))).release();
  });

  test('is one lock whatever the folder is called', async () => {
    const data = join(folder.path, 'data');
    mkdirSync(data);
    symlinkSync(data, join(folder.path, 'alias'));
    const lock = await takeCaptureLock(wish(data));
    await expect(takeCaptureLock(wish(join(folder.path, 'alias')))).rejects.toMatchObject({
      code: 'V13_CAPTURE_LOCKED',
    });
    await lock.release();
  });

  test('of a long folder lies in the temporary folder', async () => {
    const long = join(folder.path, 'l'.repeat(120));
    const lock = await takeCaptureLock(wish(long));
    expect(readdirSync(long)).toEqual([]);
    await expect(takeCaptureLock(wish(long))).rejects.toMatchObject({ code: 'V13_CAPTURE_LOCKED' });
    await lock.release();
    expect(existsSync(lock.path)).toBe(false);
  });

  test('on Windows is a named pipe, the same for every spelling of the folder', () => {
    const [place] = lockPlaces(folder.path, 'win32');
    expect(place).toMatchObject({
      kind: 'pipe',
      path: expect.stringMatching(/^\\\\\.\\pipe\\v13-[0-9a-f]{24}$/) as unknown,
    });
  });

  test('whose socket somebody deleted is not held any more, and releasing spares the successor', async () => {
    const first = await takeCaptureLock(wish(folder.path));
    unlinkSync(first.path);
    expect(first.isHeld()).toBe(false);
    const second = await takeCaptureLock(wish(folder.path, 'b'));
    await first.release();
    expect(second.isHeld()).toBe(true);
    await second.release();
  });
});

describe('another process', () => {
  test('that holds it is named; killed with −9, its socket is stale and taken', async () => {
    const { child, said } = hold(folder.path, 'x');
    expect(await said).toBe('held true');
    await expect(takeCaptureLock(wish(folder.path))).rejects.toMatchObject({
      details: { holder: { pid: child.pid, session: 'x', command: 'hold x' } },
    });
    const gone = ended(child);
    child.kill('SIGKILL');
    await gone;
    expect(readdirSync(folder.path)).toEqual(['.capture.sock']);
    const lock = await takeCaptureLock(wish(folder.path));
    expect(lock.isHeld()).toBe(true);
    await lock.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('that is stopped still holds it', { timeout: 20_000 }, async () => {
    const { child, said } = hold(folder.path, 'x');
    await said;
    child.kill('SIGSTOP');
    await expect(takeCaptureLock(wish(folder.path))).rejects.toMatchObject({ code: 'V13_CAPTURE_LOCKED' });
    child.kill('SIGCONT');
  });

  test('a plain file in the way (a copied folder) is no lock', async () => {
    writeFileSync(join(folder.path, '.capture.sock'), '');
    await (await takeCaptureLock(wish(folder.path))).release();
  });
});

test('of many starters at a stale socket exactly one gets it', async () => {
  for (let round = 0; round < 10; round++) {
    const dead = hold(folder.path, 'dead');
    await dead.said;
    const gone = ended(dead.child);
    dead.child.kill('SIGKILL');
    await gone;
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => takeCaptureLock(wish(folder.path, `s${i}`))),
    );
    const locks = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect([locks.length, new Set(refusals)]).toEqual([1, new Set(['V13_CAPTURE_LOCKED'])]);
    expect(locks[0]!.isHeld()).toBe(true);
    await locks[0]!.release();
  }
});

test('of several processes at a stale socket exactly one gets it', { timeout: 60_000 }, async () => {
  const dead = hold(folder.path, 'dead');
  await dead.said;
  dead.child.kill('SIGKILL');
  await ended(dead.child);
  const said = await Promise.all(['a', 'b', 'c', 'd'].map((name) => hold(folder.path, name).said));
  expect(said.sort()).toEqual(['held true', ...Array<string>(3).fill('refused V13_CAPTURE_LOCKED')]);
});
