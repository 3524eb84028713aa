// SHA-256 that is fed piece by piece and can be read on the way.

import { createHash } from 'node:crypto';

export interface Sha256 {
  /** Takes more bytes, or a text as UTF-8. */
  update(data: Uint8Array | string): void;
  /** The hash of everything so far, 32 bytes; more may be added after it. */
  digest(): Uint8Array;
}

export function createSha256(): Sha256 {
  const hash = createHash('sha256');
  return {
    update(data) {
      hash.update(data);
    },
    digest: () => new Uint8Array(hash.copy().digest()),
  };
}

/** Bytes as lower-case hex digits. */
export const hexText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
