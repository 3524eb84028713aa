// A configuration of computing as one short name: equal hashes, equal choices.

import { createSha256, hexText } from '../platform/sha256.js';

/** SHA-256 of the configuration as JSON, 64 hex digits. */
export function configHash(chain: unknown): string {
  const hash = createSha256();
  hash.update(JSON.stringify(chain));
  return hexText(hash.digest());
}
