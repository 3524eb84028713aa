// The first frames of an input, for inferring units and for reports, without consuming its feed.

import { createFrameBatch, type FrameBatch } from '../../core/market/frame.js';
import { createCutter } from './format.js';
import { readUpTo } from './byte-source.js';
import { scanLines } from './line-scan.js';
import { type OpenInput, openLines } from './open.js';

export interface ProbeOptions {
  /** Most frames; 20,000 unless told. */
  readonly frames?: number;
  /** Most decompressed bytes; 8 MiB unless told. */
  readonly bytes?: number;
}

const PROBE_FRAMES = 20_000;
const PROBE_BYTES = 8 * 1024 * 1024;

/**
 * Frames of the full lines at the beginning of `input`, as one batch; damage is passed over silently, the feed reports
 * it. A file is opened anew; a stream must be probed before its feed is first read.
 */
export async function probeInput(input: OpenInput, options: ProbeOptions = {}): Promise<FrameBatch> {
  const batch = createFrameBatch(options.frames ?? PROBE_FRAMES);
  const bytes = await readHeadLines(input, options.bytes ?? PROBE_BYTES);
  const cut = createCutter(input.format, input.snapshotSymbol);
  scanLines({ bytes, at: 0, line: 0, cut, report: () => undefined }, batch);
  return batch;
}

/** The first bytes of the input's lines; fewer than `limit` only where there are no more. */
async function readHeadLines(input: OpenInput, limit: number): Promise<Buffer> {
  const source = openLines(input, 'peek');
  try {
    return await readUpTo(source, limit);
  } finally {
    await source.close();
  }
}
