// The ledger of trials: what was ever judged on the data of this data root, one JSON a line, only ever added to.

import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, storeError } from '../platform/atomic-file.js';
import { LEDGER_NAME } from './catalog.js';

export const TRIALS_SCHEMA = 'v13.trial/1';

/** One thing that could have come out well: a signal at a horizon and latency, by a rule. */
export interface Trial {
  readonly signal: string;
  readonly rule: string;
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly label: string;
  /** Primaries that were judged together, where the user chose them; absent where it was all four. */
  readonly family?: string;
}

/** Which market a run looked at, and when. Data are old where market and time overlap, whatever their bytes. */
export interface TrialMarket {
  readonly venue: string;
  readonly env: string;
  readonly symbol: string;
  readonly lead: string | null;
  /** Receive times, µs; null where the plan did not know yet. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
}

/** Written before any outcome is computed: the registration. */
export interface PlanLine extends TrialMarket {
  readonly schema: typeof TRIALS_SCHEMA;
  readonly kind: 'plan';
  readonly id: string;
  readonly time: string;
  readonly software: string;
  readonly command: string;
  /** Of the chain: the same signal computed otherwise is another trial. */
  readonly chainHash: string;
  /** Of everything that can change a figure. */
  readonly configHash: string;
  /** Fingerprint of the inputs; null for streams. */
  readonly inputHash: string | null;
  readonly trials: readonly Trial[];
}

/** Written when the figures stand. */
export interface OutcomeLine {
  readonly schema: typeof TRIALS_SCHEMA;
  readonly kind: 'outcome';
  /** Of its plan. */
  readonly id: string;
  readonly time: string;
  readonly dataHash: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly verdict: string;
  readonly resultHash: string;
}

export type TrialLine = PlanLine | OutcomeLine;

/** `<data>/trials.ndjson`. */
export const ledgerPath = (dataFolder: string): string => join(dataFolder, LEDGER_NAME);

/**
 * Adds a line. One write to a file opened for appending: lines of several processes never mix. A line that a crash cut off
 * is ended first. Throws StoreError (V13_STORE_WRITE).
 */
export async function appendTrial(path: string, line: TrialLine): Promise<void> {
  try {
    await makeFolder(dirname(path));
    const handle = await open(path, 'a+');
    try {
      const { size } = await handle.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await handle.read(last, 0, 1, size - 1);
      const begin = size > 0 && last[0] !== 10 ? '\n' : '';
      await handle.appendFile(`${begin}${JSON.stringify(line)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw storeError(path, cause);
  }
}

/** Every line that can be read, in order; none where there is no ledger. */
export async function readTrials(path: string): Promise<TrialLine[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw storeError(path, error);
  });
  return text.split('\n').flatMap((line) => lineOf(line) ?? []);
}

function lineOf(text: string): TrialLine | null {
  if (text === '') return null;
  try {
    const value = JSON.parse(text) as Partial<TrialLine> | null;
    if (value?.schema !== TRIALS_SCHEMA) return null;
    if (value.kind === 'plan') return Array.isArray(value.trials) ? (value as PlanLine) : null;
    return value.kind === 'outcome' ? (value as OutcomeLine) : null;
  } catch {
    return null;
  }
}
