// The machine and the Node that we run on, in words for bug reports and evidence.

import { arch, platform, release } from 'node:os';

export interface Machine {
  /** `v20.20.2`. */
  readonly node: string;
  /** `linux 6.1.0 x64`. */
  readonly system: string;
}

export const machine = (): Machine => ({
  node: process.version,
  system: `${platform()} ${release()} ${arch()}`,
});

/** Memory of this process that is in RAM, bytes. */
export const residentBytes = (): number => process.memoryUsage.rss();
