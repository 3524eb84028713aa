// `v13 convert --to parquet` without its words: recordings → the lake, once each, resumable.

import { lakeFolder } from '../../store/catalog.js';
import { recoverLake } from '../../store/lake/lake-change.js';
import { takeLakeLock } from '../../store/lake/lake-lock.js';
import { type SourceRecord, readSourceRecords } from '../../store/lake/source-record.js';
import type { ConvertedKind } from '../../store/lake/tables.js';
import type { RecordingChoices } from '../recording.js';
import { type ConvertedSource, convertUnit } from './convert-unit.js';
import { type ConvertWork, type WorkWish, findWork } from './sources.js';

export interface ConvertOptions {
  readonly dataFolder: string;
  readonly choices: RecordingChoices;
  readonly kinds: ReadonlySet<ConvertedKind>;
  readonly levels: number;
  /** Also what was converted before; the new rows take the place of the old. */
  readonly again?: boolean;
  readonly software: string;
  /** As typed, for those who meet the lock. */
  readonly command: string;
  readonly nowUs: number;
  readonly signal: AbortSignal;
  /** Once, before reading begins. */
  readonly onWork: (work: ConvertWork) => void;
  /** Bytes read so far, over all units. */
  readonly onProgress: (bytesRead: number) => void;
}

export interface ConvertResult {
  readonly lake: string;
  readonly work: ConvertWork;
  readonly sources: readonly ConvertedSource[];
}

export const workBytes = ({ units }: ConvertWork): number => units.reduce((sum, { bytes }) => sum + bytes, 0);

/** Throws StoreError (V13_LAKE_LOCKED and what writing throws) and DataError for what cannot be read. */
export async function convertRecordings(options: ConvertOptions): Promise<ConvertResult> {
  const lake = lakeFolder(options.dataFolder);
  const lock = await takeLakeLock({ lake, command: options.command, nowUs: options.nowUs });
  try {
    await recoverLake(lake);
    const records = await readSourceRecords(lake);
    const work = await findWork(wishOf(options, records));
    options.onWork(work);
    return { lake, work, sources: await convertAll(lake, work, options) };
  } finally {
    await lock.release();
  }
}

const wishOf = (options: ConvertOptions, records: ReadonlyMap<string, SourceRecord>): WorkWish => ({
  paths: options.choices.paths,
  kinds: options.kinds,
  records,
  lake: lakeFolder(options.dataFolder),
  levels: options.levels,
  again: options.again ?? false,
  env: options.choices.env,
});

/** What there is to do, without doing it. */
export const surveyConversion = async (options: ConvertOptions): Promise<ConvertWork> =>
  findWork(wishOf(options, await readSourceRecords(lakeFolder(options.dataFolder))));

async function convertAll(lake: string, work: ConvertWork, options: ConvertOptions): Promise<ConvertedSource[]> {
  const { choices, levels, software, signal } = options;
  const sources: ConvertedSource[] = [];
  let before = 0;
  for (const unit of work.units) {
    const start = before;
    await convertUnit(unit, {
      ...{ lake, choices, levels, software, signal },
      onProgress: (bytes) => options.onProgress(start + bytes),
      onSource: (done) => sources.push(done),
    });
    before += unit.bytes;
  }
  return sources;
}
