// A source whose bytes come out of another one in steps of unknown size: what lies ready is given first.

import type { ByteSource, SourceDamage } from './byte-source.js';

export abstract class PumpedSource implements ByteSource {
  protected readonly raw: ByteSource;
  /** What lies ready, in order. */
  protected readonly output: Buffer[];
  /** No step will bring more. */
  protected finished = false;
  protected found: SourceDamage | null = null;

  constructor(raw: ByteSource, output: Buffer[]) {
    this.raw = raw;
    this.output = output;
  }

  get consumed(): number {
    return this.raw.consumed;
  }
  get damage(): SourceDamage | null {
    return this.found;
  }

  /** Fills the target as far as it can, so that chunks do not depend on how the data was packed. */
  async read(target: Buffer, from: number): Promise<number> {
    let size = 0;
    while (from + size < target.length) {
      if (this.output.length > 0) size += takeOutput(this.output, target, from + size);
      else if (this.finished) break;
      else await this.step();
    }
    return size;
  }

  async close(): Promise<void> {
    this.finished = true;
    await this.raw.close();
  }

  /** Adds to the output, or finishes. */
  protected abstract step(): Promise<void>;
}

function takeOutput(output: Buffer[], target: Buffer, from: number): number {
  const first = output[0] as Buffer;
  const count = first.copy(target, from);
  if (count === first.length) output.shift();
  else output[0] = first.subarray(count);
  return count;
}
