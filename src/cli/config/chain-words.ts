// Chain flags as they would be typed: for lines that repeat a run.

import { type ChainFlags, CHAIN_FLAG_KEYS } from './chain-options.js';
import { keyText } from './key.js';
import { CONFIG_KEYS } from './keys.js';

/** `{ ofi: 'cks1', zWarmup: null }` → `['--ofi', 'cks1']`, in the order of the table. */
export function chainWords(flags: Partial<ChainFlags>): string[] {
  const given: Readonly<Record<string, ChainFlags[keyof ChainFlags] | undefined>> = flags;
  return Object.entries(CHAIN_FLAG_KEYS).flatMap(([name, { flag, keys }]) => {
    const value = given[name] ?? null;
    const key = CONFIG_KEYS.find((one) => one.key === keys[0]);
    return value === null || key === undefined ? [] : [flag, keyText(key.type, value)];
  });
}
