// SHA-256 fed piece by piece, and waiting that a signal cuts short.

import { expect, test } from 'vitest';
import { createSha256, hexText } from '../../src/platform/sha256.js';
import { sleep } from '../../src/platform/sleep.js';

test('the digest of known texts, read on the way', () => {
  const hash = createSha256();
  // FIPS 180-4: the empty message, and "abc".
  expect(hexText(hash.digest())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  hash.update('a');
  hash.update(Uint8Array.of(98, 99));
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(hexText(hash.digest())).toBe(abc);
  expect(hexText(hash.digest())).toBe(abc);
});

test('a wait ends with the reason of its signal', async () => {
  const reason = new Error('enough');
  const control = new AbortController();
  const waiting = sleep(3_600_000, control.signal);
  control.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(sleep(0, control.signal)).rejects.toBe(reason);
  await expect(sleep(0, new AbortController().signal)).resolves.toBeUndefined();
});
