// One import: files that are one recording → one session of sealed segments, whole or not at all.

import type { FrameBatch } from '../../core/market/frame.js';
import type { Instrument } from '../../core/market/instrument.js';
import { certificateJson } from '../../core/quality/certificate.js';
import { holesOf } from '../../core/quality/certificate-json.js';
import type { ImportedSession } from '../../core/pipeline/import-result.js';
import { DataError, StoreError } from '../../platform/errors.js';
import { SOFTWARE } from '../../platform/version.js';
import type { OpenInput } from '../../store/importers/open.js';
import { IMPORT_SCHEMA, type ImportedFile, writeImport } from '../../store/imports/import-ledger.js';
import { openStaging } from '../../store/imports/import-staging.js';
import type { ImportOrigin, SessionHeader } from '../../store/ndjson/session-header.js';
import type { SealedSegment } from '../../store/segment-file.js';
import { openSegmentWriter } from '../../store/segment-writer.js';
import { type Recording, openRecording } from '../recording.js';
import { type ImportLoop, createImportLoop, endLoop, takeBlock } from './import-loop.js';
import type { ImportChoices, ImportWatch } from './import-types.js';
import { finerInstruments, namedInstruments, sessionSymbols } from './import-units.js';
import { linesOfFrames } from './raw-lines.js';

/** Files of one recording, with what they are known by. */
export interface ImportGroup {
  readonly files: readonly (ImportedFile & { readonly path: string })[];
  /** Chosen so that nothing else in the data folder has it. */
  readonly sessionAt: (firstRecvUs: number) => string;
}

interface Attempt {
  readonly recording: Recording;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly session: string;
  readonly origin: ImportOrigin;
}

/** Units may get finer a few times; then something else is wrong with the numbers. */
const MOST_ATTEMPTS = 6;

/** Throws DataError, StoreError; then the data folder is as it was. */
export async function importGroup(
  group: ImportGroup,
  choices: ImportChoices,
  watch: ImportWatch,
): Promise<ImportedSession> {
  let units: ReadonlyMap<string, Instrument> | null = null;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const recording = await openGroup(group, choices);
    const instruments: ReadonlyMap<string, Instrument> =
      units ?? namedInstruments(recording.instruments, choices.symbol);
    const session = group.sessionAt(firstTime(recording));
    const result = await write({ recording, instruments, session, origin: originOf(group) }, { group, choices, watch });
    if ('session' in result) return result;
    units = result.finer;
    watch.onNote(
      `${result.where}: finer numbers than those before; the units are set anew, and the import begins again`,
    );
  }
  throw new DataError(`${group.files[0]?.path ?? ''}: the units of its numbers cannot be found`, {
    code: 'V13_IMPORT_UNITS',
    path: group.files[0]?.path,
    hint: 'give them: --tick 0.01 --step 0.001, one symbol a run',
  });
}

/** Throws DataError for what the beginnings of the files show to be wrong: two venues, a damaged head, unknown units. */
export async function checkGroup(files: ImportGroup['files'], choices: ImportChoices): Promise<void> {
  const { opened } = await openGroup({ files }, choices);
  await opened.feed.close();
}

const openGroup = ({ files }: Pick<ImportGroup, 'files'>, choices: ImportChoices): Promise<Recording> =>
  openRecording({
    paths: files.map(({ path }) => path),
    format: choices.format,
    strict: !choices.lenient,
    symbols: choices.symbol === null ? [] : [choices.symbol],
    venue: choices.venue,
    env: choices.env,
    tick: choices.tick,
    step: choices.step,
    batchFrames: null,
  });

const firstTime = ({ opened }: Recording): number =>
  opened.inputs.reduce((least, { firstRecvUs }) => Math.min(least, firstRecvUs ?? Infinity), Infinity);

function originOf({ files }: ImportGroup): ImportOrigin {
  const formats = [...new Set(files.map(({ format }) => format))].sort();
  return {
    formats,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    ids: formats.includes('tardis-l2') ? 'made' : 'given',
    times: formats.some((format) => format.startsWith('binance-')) ? 'exchange' : 'received',
  };
}

interface Work {
  readonly group: ImportGroup;
  readonly choices: ImportChoices;
  readonly watch: ImportWatch;
}

interface FinerUnits {
  readonly finer: ReadonlyMap<string, Instrument>;
  readonly where: string;
}

async function write(attempt: Attempt, work: Work): Promise<ImportedSession | FinerUnits> {
  const { recording, session } = attempt;
  const { choices } = work;
  const { venue, env } = recording;
  const staging = await openStaging(choices.dataRoot, session);
  const sealed: SealedSegment[] = [];
  const onSealed = (segment: SealedSegment): number => sealed.push(segment);
  const place = { dataFolder: staging.folder, venue, env, session, segmentBytes: choices.segmentBytes };
  try {
    const low: { error: StoreError | null } = { error: null };
    const writer = await openSegmentWriter({
      ...place,
      fsync: 'segment',
      onSealed,
      onTrouble: (trouble) => {
        low.error = trouble.kind === 'failed' ? trouble.error : diskFull(choices.dataRoot, trouble.freeBytes);
      },
    });
    const header = headerOf(attempt);
    const market = { venue, env };
    const loop = createImportLoop({ writer, header, segmentBytes: choices.segmentBytes, market });
    try {
      const finer = await readAll(loop, attempt, { work, failed: () => low.error });
      if (finer !== null) return finer;
    } finally {
      await endLoop(loop).catch(() => undefined);
    }
    if (low.error !== null) throw low.error;
    return await publish({ loop, attempt, sealed, publishAll: (segments) => staging.publish(segments) }, work);
  } finally {
    await recording.opened.feed.close();
    await staging.discard();
  }
}

const diskFull = (path: string, freeBytes: number): StoreError =>
  new StoreError(`${path}: the disk is nearly full (${Math.round(freeBytes / 1e6)} MB free)`, {
    code: 'V13_STORE_FULL',
    hint: 'make room, or choose another folder with --data; what was written is removed',
    details: { path, freeBytes },
  });

const headerOf = ({ recording, session, instruments, origin }: Attempt): Omit<SessionHeader, 'version'> => ({
  session,
  venue: recording.venue,
  env: recording.env,
  host: null,
  symbols: sessionSymbols(instruments),
  streams: [],
  config: null,
  generator: null,
  software: SOFTWARE,
  segment: 0,
  imported: origin,
});

interface Reading {
  readonly work: Work;
  readonly failed: () => StoreError | null;
}

/** Every frame to the end. Gives finer units where the numbers turn out to need them. */
async function readAll(loop: ImportLoop, attempt: Attempt, { work, failed }: Reading): Promise<FinerUnits | null> {
  const { opened } = attempt.recording;
  const { signal, onProgress } = work.watch;
  const { normalizer } = loop.runner;
  for (let frames = await opened.feed.next(); frames !== null; frames = await opened.feed.next()) {
    signal.throwIfAborted();
    const error = failed();
    if (error !== null) throw error;
    const input = opened.inputs[frames.input] as OpenInput;
    refuseNameless(input, frames, work.choices);
    const symbol = input.snapshotSymbol ?? input.tableSymbol ?? work.choices.symbol;
    const block = linesOfFrames(frames, { format: input.format, symbol });
    await takeBlock(loop, block, spanOf(frames));
    if (normalizer.tooFine.size > 0) return finerUnits(loop, { input, frames, work });
    onProgress(opened.progress().bytesRead);
  }
  return null;
}

/** Flat lines name their symbol, or the user does. */
function refuseNameless({ format, path }: OpenInput, frames: FrameBatch, { symbol }: ImportChoices): void {
  if (format !== 'original' || symbol !== null) return;
  const text = Buffer.from(frames.bytes.buffer, frames.bytes.byteOffset, frames.end[0]).toString(
    'latin1',
    frames.start[0],
  );
  if (/"symbol":/.test(text)) return;
  throw new DataError(`${path}:${frames.line[0]}: the line names no symbol`, {
    code: 'V13_IMPORT_SYMBOL',
    path,
    line: frames.line[0],
    hint: 'give it: --symbol ETHUSDT',
  });
}

function spanOf({ recvUs, count }: FrameBatch): { firstUs: number; maxUs: number } {
  let maxUs = 0;
  for (let i = 0; i < count; i++) maxUs = Math.max(maxUs, recvUs[i] as number);
  return { firstUs: recvUs[0] as number, maxUs };
}

function finerUnits(
  loop: ImportLoop,
  { input, frames, work }: { input: OpenInput; frames: FrameBatch; work: Work },
): FinerUnits {
  const { choices } = work;
  const { instruments } = loop.runner.normalizer.config;
  const finer = choices.tick === null && choices.step === null ? finerInstruments(instruments, frames) : null;
  const where = `${input.path}:${frames.line[0]}`;
  if (finer !== null) return { finer, where };
  const names = [...loop.runner.normalizer.tooFine.keys()].join(', ');
  throw new DataError(`${where}: prices or quantities of ${names} that are no multiples of its units`, {
    code: 'V13_IMPORT_UNITS',
    path: input.path,
    line: frames.line[0],
    hint: 'from this line on there are finer ones: give a smaller --tick or --step',
  });
}

interface Written {
  readonly loop: ImportLoop;
  readonly attempt: Attempt;
  readonly sealed: readonly SealedSegment[];
  readonly publishAll: (segments: readonly SealedSegment[]) => Promise<string[]>;
}

async function publish(
  { loop, attempt, sealed, publishAll }: Written,
  { group, choices }: Work,
): Promise<ImportedSession> {
  const { recording, session, origin } = attempt;
  const { venue, env, opened } = recording;
  const paths = await publishAll(sealed);
  const firstRecvUs = sealed[0]?.manifest.firstRecvUs ?? 0;
  const lastRecvUs = sealed.at(-1)?.manifest.lastRecvUs ?? 0;
  const { lines } = loop;
  await writeImport(choices.dataRoot, {
    schema: IMPORT_SCHEMA,
    ...{ session, venue, env, software: SOFTWARE },
    files: group.files.map(({ name, format, bytes, sha256, url }) => ({ name, format, bytes, sha256, url })),
    segments: paths,
    ...{ lines, firstRecvUs, lastRecvUs },
  });
  return {
    ...{ session, venue, env, lines, firstRecvUs, lastRecvUs, ids: origin.ids, times: origin.times },
    files: opened.inputs.map(({ path, format }) => ({ path, format, sha256: hashOf(group, path) })),
    symbols: loop.header.symbols,
    segments: sealed.map(({ manifest: { bytes, lines: count } }, i) => ({ path: paths[i] ?? '', bytes, lines: count })),
    odd: loop.runner.normalizer.counts.refused,
    gaps: holesOf(certificateJson(loop.certificate)).length,
    problems: opened.problems.kept,
    problemCount: opened.problems.total,
  };
}

const hashOf = ({ files }: ImportGroup, path: string): string => files.find((file) => file.path === path)?.sha256 ?? '';
