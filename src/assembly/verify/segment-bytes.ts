// The bytes of one segment, read twice: once against the seal, once as frames.

import { pathsOfFile } from '../../store/catalog.js';
import { type SealCheck, checkSeal } from '../../store/check-seal.js';
import { createCutter } from '../../store/importers/format.js';
import { FrameReader } from '../../store/importers/frame-reader.js';
import { type InputAccess, openInputSource } from '../../store/importers/input-source.js';
import type { ProblemLog } from '../../store/importers/problem.js';
import { tornFiles } from '../../store/segment-list.js';
import { type Findings, addDamage } from './findings.js';
import type { SegmentInput } from './survey.js';

const CHUNK_BYTES = 1024 * 1024;

/** Unpacked; what is wrong with the packing is found by the second reading. */
async function* chunksOf(access: InputAccess, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const source = openInputSource(access, 'peek');
  try {
    for (;;) {
      signal.throwIfAborted();
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      const size = await source.read(chunk, 0);
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    await source.close();
  }
}

export const sealOf = ({ access }: SegmentInput, signal: AbortSignal): Promise<SealCheck> =>
  checkSeal(chunksOf(access, signal));

/** What the seal shows, as damage; notes for a segment that is still open. */
export function judgeSeal(input: SegmentInput, check: SealCheck, findings: Findings): void {
  const { file, growing, segment } = input;
  const at = { path: file.path, line: null };
  if (check.verdict === 'missing' && growing) {
    const rest = check.unendedBytes === 0 ? '' : `; ${check.unendedBytes} bytes of an unfinished last line left out`;
    findings.notes.push(`${file.path}: still being written, or left so by a crash: ${check.lines} full lines${rest}`);
    return;
  }
  if (check.verdict !== 'found') {
    const code = check.verdict === 'missing' ? 'V13_SEAL_MISSING' : 'V13_SEAL_MISMATCH';
    for (const detail of check.faults) addDamage(findings, { ...at, code, detail });
    return;
  }
  if (check.seal !== null && check.seal.segment !== segment) {
    const detail = `its seal is that of segment ${check.seal.segment}, not ${segment}`;
    addDamage(findings, { ...at, code: 'V13_SEGMENT_NAME', detail });
  }
  if (check.seal?.state !== 'recovered') return;
  const torn = check.seal.tornBytes === 0 ? 'nothing was torn' : `${check.seal.tornBytes} torn bytes were put aside`;
  findings.notes.push(`${file.path}: sealed by the start after a crash; ${torn}`);
}

/** Tails that a start after a crash moved aside: bytes that no line was made of. */
export async function noteTorn({ file }: SegmentInput, findings: Findings): Promise<void> {
  const paths = pathsOfFile(file.path);
  if (paths === null) return;
  for (const { path, bytes } of await tornFiles(paths)) findings.notes.push(`${path}: ${bytes} torn bytes, put aside`);
}

/** A file under another session's or segment's name. */
export function judgeName({ file, name, header }: SegmentInput, findings: Findings): void {
  if (name === null || header === null) return;
  const isSame = name.session === header.session && name.segment === header.segment;
  if (isSame) return;
  const detail = `its header is that of ${header.session}, segment ${header.segment ?? 'unknown'}`;
  addDamage(findings, { path: file.path, line: 1, code: 'V13_SEGMENT_NAME', detail });
}

export function openSegmentFrames(input: SegmentInput, index: number, problems: ProblemLog): FrameReader {
  return new FrameReader(openInputSource(input.access, 'final'), {
    path: input.file.path,
    input: index,
    cutter: createCutter('v13-raw', null),
    problems,
    growing: input.growing,
    endedLines: true,
  });
}
