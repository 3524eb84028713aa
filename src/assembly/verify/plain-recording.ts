// Recordings without seals (another tool's files, simulated ones): ids, order and damage.

import { type Decimal } from '../../core/market/decimal.js';
import type { Instrument } from '../../core/market/instrument.js';
import { certificateJson } from '../../core/quality/certificate.js';
import type { VerifiedFile, VerifiedRecording } from '../../core/quality/verification.js';
import type { OpenInput } from '../../store/importers/open.js';
import { orderInputs } from '../../store/importers/input-order.js';
import { baseNameOf } from '../../store/importers/input-source.js';
import { folderOf } from '../../platform/paths.js';
import { type Recording, openRecording } from '../recording.js';
import { addProblems, addRefused, createFindings } from './findings.js';
import { countFrames, createFrameCounter } from './frame-counter.js';
import type { PlainInput } from './survey.js';
import { checkOrder, createTimeOrder } from './time-order.js';
import type { VerifyOptions } from './verify-options.js';

/** Files that are one recording: of one session, or of one folder, one tool and a symbol in common. */
export function groupPlain(inputs: readonly PlainInput[]): string[][] {
  const groups = new Map<string, PlainInput[]>();
  const alone: string[][] = [];
  for (const input of inputs) {
    const { file, head } = input;
    if (head === null) {
      alone.push([file.path]);
      continue;
    }
    const key = JSON.stringify([folderOf(file.path), head.format]);
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  return [...[...groups.values()].flatMap(splitGroup), ...alone];
}

/** An input that may continue none before it begins a recording. */
function splitGroup(inputs: readonly PlainInput[]): string[][] {
  const heads = inputs.flatMap(({ file, head }) =>
    head === null ? [] : [{ path: file.path, baseName: baseNameOf(file), head }],
  );
  const split: string[][] = [];
  for (const { input, predecessors } of orderInputs(heads)) {
    const { session, format } = input.head;
    const continues = format === 'v13-raw' ? session === null : predecessors.length > 0;
    const last = split.at(-1);
    if (continues && last !== undefined) last.push(input.path);
    else split.push([input.path]);
  }
  return split;
}

/** Digits kept beyond those that the first numbers show: a finer price later is no hole in the ids. */
const SPARE_DECIMALS = 3;
const MOST_DECIMALS = 12;

const finer = ({ decimals }: Decimal): Decimal => ({
  mantissa: 1,
  decimals: Math.min(MOST_DECIMALS, decimals + SPARE_DECIMALS),
});

function readingUnits({ instruments }: Recording): Map<string, Instrument> {
  return new Map(
    [...instruments].map(([symbol, one]) => {
      if (one.unitsFrom === 'stated') return [symbol, one];
      return [symbol, { ...one, tick: finer(one.tick), step: finer(one.step) }];
    }),
  );
}

const plainFile = ({ path, format }: OpenInput): VerifiedFile => ({
  path,
  kind: 'plain',
  segment: null,
  format,
  bytes: null,
  lines: null,
  sha256: null,
  seal: null,
  state: null,
  tornBytes: null,
  manifest: null,
  clockOffset: null,
});

/** Throws DataError where the files cannot be read as one recording. */
export async function verifyPlain(paths: readonly string[], options: VerifyOptions): Promise<VerifiedRecording> {
  const symbols = [...(options.symbols ?? [])];
  const nothing = { format: null, venue: null, env: null, tick: null, step: null, batchFrames: null };
  const recording = await openRecording({ paths, symbols, strict: false, ...nothing });
  const { opened, venue, env } = recording;
  const findings = createFindings();
  const pathOf = (index: number): string => opened.inputs[index]?.path ?? '';
  const counter = createFrameCounter({
    ...{ venue, env, instruments: readingUnits(recording), symbols: options.symbols },
    streams: opened.inputs.flatMap(({ session }) => session?.streams ?? []),
  });
  const hasSession = opened.inputs.some(({ session }) => session !== null);
  const order = createTimeOrder({ findings, pathOf, strict: hasSession });
  try {
    for (let frames = await opened.feed.next(); frames !== null; frames = await opened.feed.next()) {
      options.signal.throwIfAborted();
      checkOrder(order, frames, frames.input);
      countFrames(counter, frames);
      options.onBytes(opened.progress().bytesRead);
    }
  } finally {
    await opened.feed.close();
  }
  options.onFileEnd(opened.progress().bytesRead);
  addProblems(findings, opened.problems);
  const { refused, counts } = counter.normalizer;
  addRefused(findings, { kept: refused, total: counts.refused }, pathOf);
  return {
    session: opened.inputs.find(({ session }) => session !== null)?.session?.session ?? null,
    ...{ venue, env, files: opened.inputs.map(plainFile), cleanEnd: null },
    certificate: certificateJson(counter.certificate),
    ...findings,
  };
}
