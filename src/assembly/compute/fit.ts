// Fits on training data: the chain runs over a recording with a fit in the place of a feature, and gives its weights.

import { type MicropriceGrid, finishMicropriceFit } from '../../core/flow/microprice-fit.js';
import { finishPcaFit } from '../../core/flow/ofi-pca.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import { type BoundFeature, bindFeature } from '../../core/pipeline/feature.js';
import {
  type MicropriceFitRun,
  type PcaFitRun,
  micropriceFitOperator,
  pcaFitOperator,
} from '../../core/pipeline/features/fits.js';
import {
  type MicropriceWeights,
  type PcaWeights,
  type TrainingFacts,
  micropriceWeights,
  pcaWeights,
} from '../../core/pipeline/features/fitted.js';
import { DataError, UsageError } from '../../platform/errors.js';
import { configHash } from '../config-hash.js';
import { hashInputs } from '../input-hashes.js';
import type { Recording } from '../recording.js';
import { type ReplayProgress, type ReplayRun, runReplay } from '../replay.js';

export type FitKind =
  { readonly what: 'pca'; readonly levels: number } | { readonly what: 'microprice'; readonly grid: MicropriceGrid };

export interface FitOptions {
  readonly kind: FitKind;
  readonly chain: ChainConfig;
  readonly symbols: ReadonlySet<string> | null;
  /** Training span, half-open, µs. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Throws where the run has found nothing to fit on. */
  readonly check: (run: ReplayRun) => void;
}

const operatorOf = (kind: FitKind): BoundFeature =>
  kind.what === 'pca' ? bindFeature(pcaFitOperator(kind.levels)) : bindFeature(micropriceFitOperator(kind.grid));

/** Shows an operator the training span only: what warms the chain before it and closes its last row is not fitted on. */
function within(feature: BoundFeature, fromUs: number, toUs: number): BoundFeature {
  const isInside = ({ timeUs }: { readonly timeUs: number }): boolean => timeUs >= fromUs && timeUs < toUs;
  const { onBook } = feature;
  return {
    ...feature,
    onBook: onBook === null ? null : (state, moment) => (isInside(moment) ? onBook(state, moment) : undefined),
    onRow: (state, moment, out) => (isInside(moment) ? feature.onRow(state, moment, out) : undefined),
  };
}

/**
 * Weights of one symbol. Only the span asked for is fitted on.
 * Throws UsageError for several symbols, DataError where there is too little to fit on.
 */
export async function fitOn(recording: Recording, options: FitOptions): Promise<PcaWeights | MicropriceWeights> {
  const inputs = await hashInputs(recording.opened.inputs, options.signal, () => undefined);
  const run = await runReplay(recording, {
    chain: options.chain,
    features: [within(operatorOf(options.kind), options.fromUs ?? -Infinity, options.toUs ?? Infinity)],
    symbols: options.symbols,
    fromUs: null,
    toUs: options.toUs,
    timingEvery: null,
    pacer: null,
    strict: options.strict,
    signal: options.signal,
    onRows: null,
    onProgress: options.onProgress,
    nowNs: () => 0,
  });
  options.check(run);
  const fitted = run.runner.chain.symbols.filter((state) => state !== undefined);
  const [only] = fitted;
  if (only === undefined || fitted.length > 1) {
    throw new UsageError(
      `weights are of one symbol; the inputs hold ${fitted.map(({ symbol }) => symbol).join(', ')}`,
      {
        code: 'V13_FIT_MANY_SYMBOLS',
        hint: 'name one with --symbol',
      },
    );
  }
  const state = only.features?.states[0];
  const hash = configHash(inputs.map(({ sha256 }) => sha256));
  return options.kind.what === 'pca'
    ? pcaOf(state as PcaFitRun, only.symbol, hash)
    : micropriceOf(state as MicropriceFitRun, only.symbol, hash);
}

function factsOf({ fromUs, toUs }: PcaFitRun | MicropriceFitRun, symbol: string, hash: string): TrainingFacts {
  if (fromUs === null || toUs === null) throw tooLittle(symbol);
  return { symbols: [symbol], trained_from_us: fromUs, trained_to_us: toUs, inputs_sha256: hash };
}

function pcaOf(run: PcaFitRun, symbol: string, hash: string): PcaWeights {
  const fit = finishPcaFit(run.fit);
  if (fit === null) throw tooLittle(symbol);
  return pcaWeights(fit, factsOf(run, symbol, hash));
}

function micropriceOf(run: MicropriceFitRun, symbol: string, hash: string): MicropriceWeights {
  const fit = finishMicropriceFit(run.fit);
  if (fit === null) throw tooLittle(symbol);
  return micropriceWeights(fit, factsOf(run, symbol, hash));
}

const tooLittle = (symbol: string): DataError =>
  new DataError(`too few changes of the ${symbol} book to fit anything on`, {
    code: 'V13_FIT_TOO_LITTLE',
    hint: 'fit on a longer recording',
  });
