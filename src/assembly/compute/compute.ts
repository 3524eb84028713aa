// Feature rows of recordings: the chain of a replay with features switched on, written as a table that says what it is.

import type { ChainConfig } from '../../core/pipeline/config.js';
import type { BoundFeature } from '../../core/pipeline/feature.js';
import { formatUnits } from '../../core/market/decimal.js';
import { SOFTWARE } from '../../platform/version.js';
import { configHash } from '../config-hash.js';
import { type DigestResult, readDigest } from '../digest.js';
import { type InputHash, hashInputs } from '../input-hashes.js';
import type { Recording } from '../recording.js';
import { type ReplayProgress, type ReplayRun, runReplay } from '../replay.js';
import { type FeatureTableColumn, tableColumns } from './feature-table.js';
import { type LakeTarget, openLakeTable } from './lake-table.js';
import { type TableFile, type TableFormat, openTableFile } from './table-file.js';

/** A feature as asked for, and as it computes. */
export interface ChosenFeature {
  readonly name: string;
  /** Every setting with its value; JSON. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly bound: BoundFeature;
}

/** A file, or the lake of a data folder. */
export type TableOutput =
  | { readonly kind: 'file'; readonly path: string; readonly format: TableFormat }
  | ({ readonly kind: 'lake' } & Pick<LakeTarget, 'dataFolder' | 'command' | 'nowUs' | 'force'>);

export interface ComputeOptions {
  readonly chain: ChainConfig;
  readonly features: readonly ChosenFeature[];
  readonly symbols: ReadonlySet<string> | null;
  /** Half-open range of the rows' time, µs; what lies before it warms the windows. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  readonly strict: boolean;
  readonly out: TableOutput;
  readonly signal: AbortSignal;
  readonly print: (text: string) => Promise<void>;
  readonly onHashed: (bytes: number) => void;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Throws where the run has found nothing to compute; then nothing is kept. */
  readonly check: (run: ReplayRun) => void;
}

export interface ComputeResult {
  readonly run: ReplayRun;
  readonly digest: DigestResult;
  readonly columns: readonly FeatureTableColumn[];
  readonly features: readonly ChosenFeature[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly InputHash[];
  readonly rows: number;
  /** Size of the file; null on standard output. */
  readonly bytes: number | null;
}

export const TABLE_SCHEMA = 'v13.features/1';

/** What the file says of itself. Texts, since that is what a Parquet footer holds; structures as JSON. */
function metadataOf(
  recording: Recording,
  options: ComputeOptions,
  inputs: readonly InputHash[],
): Readonly<Record<string, string>> {
  const { chain, features, fromUs, toUs, symbols } = options;
  const named = features.map(({ name, settings }) => ({ name, settings }));
  const units = [...recording.instruments.values()]
    .filter(({ symbol }) => symbols === null || symbols.has(symbol))
    .map(({ symbol, tick, step, unitsFrom }) => ({
      symbol,
      tick: formatUnits(1, tick),
      step: formatUnits(1, step),
      from: unitsFrom,
    }));
  return {
    'v13.schema': TABLE_SCHEMA,
    'v13.software': SOFTWARE,
    'v13.environment': recording.env.toUpperCase(),
    'v13.venue': recording.venue,
    'v13.config': JSON.stringify(chain),
    'v13.features': JSON.stringify(named),
    'v13.config_hash': configHash({ chain, features: named }),
    'v13.inputs': JSON.stringify(inputs),
    'v13.instruments': JSON.stringify(units),
    'v13.range': JSON.stringify({ from_us: fromUs, to_us: toUs }),
  };
}

interface Table {
  readonly columns: readonly FeatureTableColumn[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Digits of the configuration's hash in the names of parts. */
const SOURCE_DIGITS = 16;

function openTable({ venue, env }: Recording, { out, print }: ComputeOptions, table: Table): Promise<TableFile> {
  if (out.kind === 'file') return openTableFile({ path: out.path, format: out.format, print, ...table });
  const source = (table.metadata['v13.config_hash'] ?? '').slice(0, SOURCE_DIGITS);
  const { dataFolder, command, nowUs, force } = out;
  return openLakeTable({ dataFolder, command, nowUs, force, venue, env, source, ...table });
}

/** Runs the recording to its end and writes the table. Throws as runReplay does; then no file appears. */
export async function computeTable(recording: Recording, options: ComputeOptions): Promise<ComputeResult> {
  const features = options.features.map(({ bound }) => bound);
  const columns = tableColumns(features);
  const inputs = await hashInputs(recording.opened.inputs, options.signal, options.onHashed);
  const metadata = metadataOf(recording, options, inputs);
  const file = await openTable(recording, options, { columns, metadata });
  try {
    const run = await runReplay(recording, {
      chain: options.chain,
      features,
      symbols: options.symbols,
      fromUs: options.fromUs,
      toUs: options.toUs,
      timingEvery: null,
      pacer: null,
      strict: options.strict,
      signal: options.signal,
      onRows: (rows) => file.take(rows),
      onProgress: options.onProgress,
      nowNs: () => 0,
    });
    options.check(run);
    const digest = readDigest(run.digest);
    return { run, digest, columns, features: options.features, metadata, inputs, ...(await file.commit()) };
  } finally {
    await file.discard();
  }
}
