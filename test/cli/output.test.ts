// Standard output that takes nothing any more: said as what it is, not as a fault of ours.

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { dataWriter } from '../../src/cli/output.js';
import { BrokenPipeError, StoreError } from '../../src/platform/errors.js';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

const failing = (code: string): Writable => new Writable({ write: (_chunk, _encoding, done) => done(failure(code)) });

/** As a file behind standard output does. */
const throwing = (code: string): Writable =>
  new Writable({
    write: () => {
      throw failure(code);
    },
  });

test.each([failing, throwing])('no room: the disk is full', async (stream) => {
  const writer = dataWriter(stream('ENOSPC'), () => expect.unreachable());
  const thrown: unknown = await writer.write('x').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(StoreError);
  expect(thrown).toMatchObject({ message: 'cannot write standard output: the disk is full' });
});

test('the reader has gone: a broken pipe, told once', async () => {
  let told = 0;
  const writer = dataWriter(failing('EPIPE'), () => told++);
  await expect(writer.write('x')).rejects.toBeInstanceOf(BrokenPipeError);
  await expect(writer.write('y')).rejects.toBeInstanceOf(BrokenPipeError);
  expect(told).toBe(1);
});
