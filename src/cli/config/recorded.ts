// The chain configuration of a recording's header, judged by the same rules as a file's.

import { type ChainConfig, readChainConfig } from '../../core/pipeline/config.js';
import { DataError } from '../../platform/errors.js';
import { CHAIN_KEYS } from './chain-keys.js';
import { chainToValues } from './chain-values.js';
import { keyText, parseKeyText } from './key.js';

/** Null where the header has none, or one of a shape that this version does not know. Throws DataError for bad values. */
export function recordedChain(value: unknown, path: string): ChainConfig | null {
  const chain = readChainConfig(value);
  if (chain === null) return null;
  const values = chainToValues(chain);
  for (const { key, type } of CHAIN_KEYS) {
    const held = values[key];
    const read = held === undefined ? null : parseKeyText(type, keyText(type, held));
    if (read === null || read.ok) continue;
    throw new DataError(`${path}: the session header's ${key}: ${read.problem}`, {
      code: 'V13_HEADER_CONFIG',
      path,
      hint: 'the file was changed or is damaged; set the configuration by flags on a copy without it',
    });
  }
  return chain;
}
