// The flags that configure the chain, out of a command's options.

import { type ChainFlags, chainOptions } from './chain-options.js';

/** Values of chainOptions as parsed; null where a flag was not given. */
export function chainFlagsOf(options: Readonly<Record<string, unknown>>): Partial<ChainFlags> {
  const flags = Object.keys(chainOptions).map((name) => [name, options[name] ?? null]);
  return Object.fromEntries(flags) as Partial<ChainFlags>;
}
