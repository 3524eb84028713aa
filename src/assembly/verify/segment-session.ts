// One session in segments: every seal, every manifest, the numbers of the segments, and the certificate over all of them.

import { environmentOf, parseUnit, venueOf, type Instrument, type Venue } from '../../core/market/instrument.js';
import type { Certificate } from '../../core/quality/certificate-json.js';
import { certificateJson, markSegment } from '../../core/quality/certificate.js';
import type { VerifiedFile, VerifiedRecording } from '../../core/quality/verification.js';
import type { SealCheck } from '../../store/check-seal.js';
import { createProblemLog } from '../../store/importers/problem.js';
import type { Manifest } from '../../store/manifest.js';
import type { SessionHeader } from '../../store/ndjson/session-header.js';
import { type Findings, addDamage, addProblems, addRefused, createFindings } from './findings.js';
import { type FrameCounter, countFrames, createFrameCounter } from './frame-counter.js';
import { segmentNameOf } from '../../store/catalog.js';
import { judgeOffset } from './offset-check.js';
import { type BytesSay, agrees, differenceOf, manifestOf, offsetIn } from './manifest-check.js';
import { judgeName, judgeSeal, noteTorn, openSegmentFrames, sealOf } from './segment-bytes.js';
import type { SegmentInput } from './survey.js';
import { type TimeOrder, checkOrder, createTimeOrder } from './time-order.js';
import type { VerifyOptions } from './verify-options.js';

/** Decimals of the session's numbers, from its header. */
function instrumentsOf(header: SessionHeader | null, venue: Venue): Map<string, Instrument> {
  const instruments = new Map<string, Instrument>();
  for (const { symbol, tick, step } of header?.symbols ?? []) {
    const [tickUnit, stepUnit] = [parseUnit(tick ?? ''), parseUnit(step ?? '')];
    if (tickUnit === null || stepUnit === null) continue;
    instruments.set(symbol, { symbol, venue, tick: tickUnit, step: stepUnit, unitsFrom: 'stated' });
  }
  return instruments;
}

/** What was imported keeps the times of its source, which may be equal, or step back by its recorder's jitter. */
const isStrict = (inputs: readonly SegmentInput[]): boolean =>
  !inputs.some(({ header }) => header?.imported !== undefined && header.imported !== null);

interface SessionWork {
  readonly inputs: readonly SegmentInput[];
  readonly findings: Findings;
  readonly counter: FrameCounter;
  /** Another counter, that has seen nothing. */
  readonly freshCounter: () => FrameCounter;
  readonly order: TimeOrder;
  readonly options: VerifyOptions;
  /** Whether the segment read last ends the session, by its seal. */
  isLast: boolean;
  /** Number of the next segment while none is missing from 0 on; null after a hole. */
  nextWhole: number | null;
}

/** Segments of one session, at least one, in any order. */
export async function verifySession(
  found: readonly SegmentInput[],
  options: VerifyOptions,
): Promise<VerifiedRecording> {
  const inputs = [...found].sort((a, b) => a.segment - b.segment || (a.file.path < b.file.path ? -1 : 1));
  const header = inputs.find((input) => input.header !== null)?.header ?? null;
  const venue = venueOf(header?.venue ?? '') ?? 'binance-usdm';
  const env = environmentOf(header?.env ?? '') ?? 'unstated';
  const findings = createFindings();
  const pathOf = (index: number): string => inputs[index]?.file.path ?? '';
  const instruments = instrumentsOf(header, venue);
  const { symbols } = options;
  const streams = header?.streams ?? [];
  const freshCounter = (): FrameCounter => createFrameCounter({ venue, env, instruments, symbols, streams });
  const work: SessionWork = {
    inputs,
    findings,
    counter: freshCounter(),
    freshCounter,
    order: createTimeOrder({ findings, pathOf, strict: isStrict(inputs) }),
    options,
    isLast: false,
    nextWhole: 0,
  };
  judgeNumbers(inputs, findings);
  const files: VerifiedFile[] = [];
  for (const index of inputs.keys()) files.push(await verifySegment(work, index));
  judgeManifestsAlone(inputs, options.manifestsAlone, findings);
  judgeEnd(work, files);
  return {
    session: inputs[0]?.session ?? null,
    ...{ venue, env, files, cleanEnd: work.isLast },
    certificate: certificateJson(work.counter.certificate),
    ...findings,
  };
}

/** Numbers must follow one another; those before the first one may have been removed by age. */
function judgeNumbers(inputs: readonly SegmentInput[], findings: Findings): void {
  const [first] = inputs;
  if (first !== undefined && first.segment > 0) {
    findings.notes.push(`${first.file.path}: the first segment at hand is number ${first.segment}`);
  }
  for (const [index, input] of inputs.entries()) {
    const before = inputs[index - 1];
    if (before === undefined || input.segment === before.segment + 1) continue;
    const at = { path: input.file.path, line: null };
    if (input.segment === before.segment) {
      const detail = `segment ${input.segment} is there twice, also as ${before.file.path}`;
      addDamage(findings, { ...at, code: 'V13_SEGMENT_TWICE', detail });
      continue;
    }
    const from = before.segment + 1;
    const to = input.segment - 1;
    const which = from === to ? `segment ${from} is missing` : `segments ${from} to ${to} are missing`;
    addDamage(findings, { ...at, code: 'V13_SEGMENT_MISSING', detail: `before it ${which}` });
  }
}

/** A manifest outlives its segment where a deletion by age was interrupted: then all before it are gone, too. */
function judgeManifestsAlone(inputs: readonly SegmentInput[], alone: readonly string[], findings: Findings): void {
  const first = inputs[0]?.segment ?? 0;
  for (const path of alone) {
    const key = segmentNameOf(path);
    if (key === null || key.session !== inputs[0]?.session) continue;
    if (key.segment < first) {
      findings.notes.push(`${path}: the manifest of a segment that was removed`);
      continue;
    }
    const detail = `its segment ${key.segment} is missing`;
    addDamage(findings, { path, line: null, code: 'V13_SEGMENT_MISSING', detail });
  }
}

/** What follows the last segment at hand nobody can know but by its seal. An open or a recovered one tells by itself. */
function judgeEnd({ inputs, isLast, findings }: SessionWork, files: readonly VerifiedFile[]): void {
  const [path, file] = [inputs.at(-1)?.file.path, files.at(-1)];
  if (isLast || file?.seal !== 'whole' || file.state !== 'clean') return;
  findings.notes.push(
    `${path ?? ''}: the session has no clean end: it was killed between two segments, or later ones are not at hand`,
  );
}

async function verifySegment(work: SessionWork, index: number): Promise<VerifiedFile> {
  const { inputs, findings, options } = work;
  const input = inputs[index] as SegmentInput;
  const check = await sealOf(input, options.signal);
  judgeSeal(input, check, findings);
  judgeName(input, findings);
  await noteTorn(input, findings);
  const isSealed = check.verdict === 'found';
  // What a newer version wrote, whole, is nobody's damage, but nothing that can be judged here.
  if (input.unusable !== null && isSealed) throw input.unusable;
  work.isLast = isSealed && check.seal?.last === true;
  const manifest = await manifestOf(input, findings);
  await countSegment(work, index, isSealed && check.seal?.state === 'clean');
  const part = markSegment(work.counter.certificate);
  const isWhole = work.nextWhole === input.segment;
  work.nextWhole = isWhole && isSealed ? input.segment + 1 : null;
  const say = { input, check, certificate: isWhole ? part : null, symbols: options.symbols };
  judgeOffset(manifest, { path: input.manifestPath, part }, findings);
  const isJudged = isSealed && manifest !== null && manifest !== 'damaged';
  const differs = manifest === 'damaged' || (isJudged && !(await isDescribed(work, { index, manifest, say })));
  return { ...fileOf(input, check), manifest: manifestState(manifest, differs), clockOffset: offsetIn(manifest) };
}

interface Description {
  readonly index: number;
  readonly manifest: Manifest;
  readonly say: BytesSay;
}

/**
 * The manifest tells this segment's part of the session; or, where a start after a crash wrote it, what the segment tells
 * by itself: that start does not read the whole session again. Adds a difference as damage.
 */
async function isDescribed(work: SessionWork, { index, manifest, say }: Description): Promise<boolean> {
  if (say.certificate !== null && differenceOf(manifest, say) !== null) {
    const certificate = await certificateAlone(work, index);
    if (differenceOf(manifest, { ...say, certificate }) === null) return true;
  }
  return agrees(manifest, say, work.findings);
}

/** Of one segment, as though there were no other; its findings are known already. */
async function certificateAlone(work: SessionWork, index: number): Promise<Certificate> {
  const counter = work.freshCounter();
  const findings = createFindings();
  const order = createTimeOrder({ findings, pathOf: () => '', strict: isStrict(work.inputs) });
  const options = { ...work.options, onBytes: () => undefined, onFileEnd: () => undefined };
  await countSegment({ ...work, counter, findings, order, options }, index, true);
  return certificateJson(counter.certificate);
}

const manifestState = (manifest: unknown, differs: boolean): VerifiedFile['manifest'] =>
  manifest === null ? 'absent' : differs ? 'differs' : 'agrees';

function fileOf(
  { file, segment, growing }: SegmentInput,
  check: SealCheck,
): Omit<VerifiedFile, 'manifest' | 'clockOffset'> {
  const isWhole = check.verdict === 'found';
  const due = growing && check.verdict === 'missing' ? null : check.verdict === 'missing' ? 'missing' : 'broken';
  return {
    path: file.path,
    kind: growing ? 'open' : 'segment',
    segment,
    format: 'v13-raw',
    bytes: check.bytes,
    lines: check.lines,
    sha256: check.sha256,
    seal: isWhole ? 'whole' : due,
    state: isWhole ? (check.seal?.state ?? null) : null,
    tornBytes: isWhole ? (check.seal?.tornBytes ?? null) : null,
  };
}

/** `asReceived`: the bytes are those that the capture wrote, so that what cannot be read came so from the exchange. */
async function countSegment(work: SessionWork, index: number, asReceived: boolean): Promise<void> {
  const { inputs, findings, counter, order, options } = work;
  const input = inputs[index] as SegmentInput;
  const { normalizer } = counter;
  const problems = createProblemLog(false);
  const before = { kept: normalizer.refused.length, total: normalizer.counts.refused };
  const reader = openSegmentFrames(input, index, problems);
  try {
    for (let frames = await reader.next(); frames !== null; frames = await reader.next()) {
      options.signal.throwIfAborted();
      checkOrder(order, frames, 0);
      countFrames(counter, frames);
      options.onBytes(reader.consumed);
    }
  } finally {
    await reader.close();
  }
  options.onFileEnd(reader.consumed);
  addProblems(findings, problems);
  const refused = { kept: normalizer.refused.slice(before.kept), total: normalizer.counts.refused - before.total };
  if (refused.total === 0) return;
  if (asReceived) findings.notes.push(`${input.file.path}: ${refused.total} messages cannot be read, as they came in`);
  else addRefused(findings, refused, (at) => inputs[at]?.file.path ?? '');
}
