// `v13 verify` without its words: inputs → recordings → certificates, damage and a verdict.

import { type Verification, type VerifiedRecording, verdictOf } from '../../core/quality/verification.js';
import { DataError } from '../../platform/errors.js';
import { type InputFile, listInputs } from '../../store/inputs.js';
import { lonelyManifests } from '../../store/lonely-manifest.js';
import { groupPlain, verifyPlain } from './plain-recording.js';
import { verifySession } from './segment-session.js';
import { type SegmentInput, type Survey, surveyInputs } from './survey.js';
import type { VerifyOptions } from './verify-options.js';

export interface VerifyChoices {
  readonly paths: readonly string[];
  /** Symbols wanted; empty for all. */
  readonly symbols: readonly string[];
}

export interface FoundInputs {
  readonly files: number;
  /** As stored; null with streams among the inputs. */
  readonly bytesTotal: number | null;
  /** Seen at the beginnings of the files. */
  readonly symbols: readonly string[];
}

export interface VerifyWatch {
  readonly signal: AbortSignal;
  /** Once, before reading begins. */
  readonly onFound: (found: FoundInputs) => void;
  readonly onProgress: (bytesRead: number) => void;
}

/** Throws DataError for inputs that are no recordings, and where nothing in them could be judged. */
export async function verifyInputs(choices: VerifyChoices, watch: VerifyWatch): Promise<Verification> {
  const files = listInputs(choices.paths);
  const survey = await surveyInputs(files);
  watch.onFound({
    files: files.length - survey.passedOver.length,
    bytesTotal: totalBytes(files),
    symbols: symbolsIn(survey),
  });
  const manifestsAlone = choices.paths.flatMap(lonelyManifests);
  let done = 0;
  const options: VerifyOptions = {
    symbols: choices.symbols.length === 0 ? null : new Set(choices.symbols),
    signal: watch.signal,
    manifestsAlone,
    onBytes: (bytes) => watch.onProgress(done + bytes),
    onFileEnd: (bytes) => {
      done += bytes;
    },
  };
  const recordings = await verifyAll(survey, options);
  refuseEmpty(recordings, choices);
  recordings.sort((a, b) => (a.certificate.firstUs ?? 0) - (b.certificate.firstUs ?? 0) || compareText(a, b));
  const segments = recordings.flatMap((recording) => recording.files);
  return {
    verdict: verdictOf(recordings),
    recordings,
    passedOver: survey.passedOver,
    manifestsAbsent: segments.filter(({ kind, manifest }) => kind === 'segment' && manifest === 'absent').length,
    manifestsAlone,
    bytesRead: done,
  };
}

async function verifyAll(survey: Survey, options: VerifyOptions): Promise<VerifiedRecording[]> {
  const recordings: VerifiedRecording[] = [];
  const sessions = new Map<string, SegmentInput[]>();
  for (const input of survey.segments) sessions.set(input.session, [...(sessions.get(input.session) ?? []), input]);
  for (const inputs of sessions.values()) recordings.push(await verifySession(inputs, options));
  for (const paths of groupPlain(survey.plain)) recordings.push(await verifyPlain(paths, options));
  return recordings;
}

function symbolsIn({ segments, plain }: Survey): string[] {
  const heads = plain.flatMap(({ head }) => (head === null ? [] : [head]));
  const headers = [...segments.map(({ header }) => header), ...heads.map(({ session }) => session)];
  const stated = headers.flatMap((header) => header?.symbols ?? []).map(({ symbol }) => symbol);
  return [...new Set([...stated, ...heads.flatMap(({ symbols }) => [...symbols])])].sort();
}

function totalBytes(files: readonly InputFile[]): number | null {
  let total = 0;
  for (const { bytesTotal } of files) {
    if (bytesTotal === null) return null;
    total += bytesTotal;
  }
  return total;
}

const firstPath = (recording: VerifiedRecording): string => recording.files[0]?.path ?? '';
const compareText = (a: VerifiedRecording, b: VerifiedRecording): number => (firstPath(a) < firstPath(b) ? -1 : 1);

/** Damage is an answer; nothing at all is none. */
function refuseEmpty(recordings: readonly VerifiedRecording[], { paths }: VerifyChoices): void {
  if (recordings.some(({ certificate, damageCount }) => certificate.symbols.length > 0 || damageCount > 0)) return;
  throw new DataError('the inputs hold no message that could be verified', {
    code: 'V13_VERIFY_EMPTY',
    path: paths[0],
    hint: 'name other files, or leave out --symbol to see what there is',
  });
}
