// The soak of files as a value: each is written to disk, replayed like a user would, and judged.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openRecording } from '../../src/assembly/recording.js';
import { runReplay } from '../../src/assembly/replay.js';
import { verifyInputs } from '../../src/assembly/verify/verify.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../src/core/pipeline/config.js';
import { V13Error } from '../../src/platform/errors.js';
import type { Pick } from '../../test/support/frame-mutations.js';
import type { SoakOptions } from './arguments.js';
import { type ChangedFile, changedFile } from './file-changes.js';
import { fileCorpus, fileCorpusHash } from './file-corpus.js';
import { type Market, judgeRows, readOurs } from './file-rows.js';
import { stackOf } from './frame-duel.js';
import { chance, oneOf, pickFor } from './pick.js';
import { judgeFrames } from './plain-reading.js';
import { type Counts, addCount } from './progress.js';
import type { CaseFailure, Soak } from './run.js';

export const FILES = { full: 10_000, quick: 150 } as const;
/** A small file may take this much of the processor's time: the machine may have other work. */
const LIMIT_CPU_MS = 5_000;
/** What has not ended by then never will. */
const LIMIT_MS = 60_000;
/** Memory that replaying a file of a few megabytes may add to the process, bytes. */
const MEMORY_LIMIT = 900e6;
/** Above this, what earlier cases and their judges have left behind is cleared away first. */
const MUCH_MEMORY = 300e6;
const collect = (globalThis as { gc?: () => void }).gc;
const CHUNKS = [1_000, 4_096, 30_011, 1 << 20] as const;

const SLOWEST = 'slowest file, ms of processor time';
const LARGEST = 'most memory added by a replay, MB';

function raise(counts: Counts, name: string, value: number): void {
  counts[name] = Math.max(counts[name] ?? 0, Math.round(value));
}

/** Replays with an eye on the processor and the memory. */
async function measured(trial: Trial): Promise<{ outcome: Market | string; excess: string | null }> {
  if (process.memoryUsage.rss() > MUCH_MEMORY) collect?.();
  const rss = process.memoryUsage.rss();
  const begin = process.cpuUsage();
  const outcome = await withinLimit(replay(trial));
  const { user, system } = process.cpuUsage(begin);
  const cpuMs = (user + system) / 1000;
  const added = process.memoryUsage.rss() - rss;
  raise(trial.counts, SLOWEST, cpuMs);
  raise(trial.counts, LARGEST, added / 1e6);
  const excess =
    cpuMs > LIMIT_CPU_MS
      ? `${Math.round(cpuMs)} ms of processor time`
      : added > MEMORY_LIMIT
        ? `${Math.round(added / 1e6)} MB of memory`
        : null;
  return { outcome, excess };
}

interface Trial {
  readonly file: ChangedFile;
  readonly path: string;
  readonly pick: Pick;
  readonly counts: Counts;
}

/** Opens and replays; gives the market that was found, or the code of the refusal. Anything else is thrown. */
async function replay({ path, pick }: Trial): Promise<Market | string> {
  const strict = chance(pick, 6);
  try {
    const recording = await openRecording({
      paths: [path],
      format: null,
      strict,
      ...{ symbols: [], venue: null, env: null, tick: null, step: null },
      batchFrames: chance(pick, 3) ? 1 + pick(50) : null,
    });
    const market = { venue: recording.venue, instruments: [...recording.instruments.values()] };
    await runReplay(recording, {
      chain: chance(pick, 4) ? ORIGINAL_CHAIN : DEFAULT_CHAIN,
      ...{ symbols: null, fromUs: null, toUs: null, timingEvery: null, pacer: null, strict },
      signal: new AbortController().signal,
      onRows: null,
      onProgress: () => undefined,
      nowNs: () => 0,
    });
    return market;
  } catch (error) {
    if (error instanceof V13Error && error.kind === 'data') return error.code;
    throw error;
  }
}

/** `v13 verify`: a certificate, or the code of the refusal. Anything else is thrown. */
async function verify({ path }: Trial): Promise<string> {
  try {
    const watch = { signal: new AbortController().signal, onFound: () => undefined, onProgress: () => undefined };
    return (await verifyInputs({ paths: [path], symbols: [] }, watch)).verdict;
  } catch (error) {
    if (error instanceof V13Error && error.kind === 'data') return error.code;
    throw error;
  }
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`HANG: not done after ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The content as any other tool unpacks it; null where that fails, or where ours has told of damage to the packing. */
function contentOf(file: ChangedFile, compression: string, problems: ReadonlySet<string>): Buffer | null {
  if (compression === 'none') return file.bytes;
  if ([...problems].some((code) => code.startsWith('V13_COMPRESSED'))) return null;
  return gunzipSync(file.bytes);
}

/** Frames and rows against the plain reading. */
async function judge({ file, path, pick, counts }: Trial, market: Market): Promise<CaseFailure> {
  const own = await readOurs(path, market, oneOf(pick, CHUNKS));
  const content = contentOf(file, own.compression, own.problems);
  addCount(counts, content === null ? 'rows compared, packing damaged' : 'files compared line by line');
  addCount(counts, 'rows compared', own.rows.length);
  return (content === null ? null : judgeFrames(own.format, content, own.frames)) ?? judgeRows(own, market);
}

async function tryFile(trial: Trial): Promise<CaseFailure> {
  const { file, counts } = trial;
  const name = `${file.base.format}, ${file.packed}`;
  const { outcome, excess } = await measured(trial);
  if (excess !== null) return excess;
  addCount(counts, typeof outcome === 'string' ? `${name}: refused` : `${name}: replayed`);
  if (chance(trial.pick, 3)) addCount(counts, `verified as ${await withinLimit(verify(trial))}`);
  if (typeof outcome === 'string') {
    addCount(counts, `refused with ${outcome}`);
    return /^V13_[A-Z_]+$/.test(outcome) ? null : `an error without a code: ${outcome}`;
  }
  return await withinLimit(judge(trial, outcome));
}

const describe = ({ base, name, changes, bytes }: ChangedFile): string =>
  `${name} (${base.format}), ${bytes.length} bytes, changed by: ${changes.join('; ')}`;

export function fileSoak(options: SoakOptions, folder: string): Soak {
  const files = fileCorpus();
  return {
    name: 'fuzz-files',
    corpus: fileCorpusHash(files),
    cases: options.count ?? (options.quick ? FILES.quick : FILES.full),
    limitMs: 2 * LIMIT_MS,
    async tryCase(index, counts) {
      const pick = pickFor(options.seed, index);
      const file = changedFile(files, pick);
      const path = join(folder, file.name);
      writeFileSync(path, file.bytes);
      let found: CaseFailure;
      try {
        found = await tryFile({ file, path, pick, counts });
      } catch (error) {
        found = `exception: ${stackOf(error)}`;
      }
      if (found === null) {
        rmSync(path);
        return null;
      }
      // The file of a failure stays, under a name that no later case has, to be looked at.
      const kept = join(folder, `case-${index}-${file.name}`);
      renameSync(path, kept);
      return `${describe(file)}\n${found}\n  file: ${kept}`;
    },
  };
}
