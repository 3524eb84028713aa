// One pass over a market: the chain with the features that the signals need, and beside it everything a study keeps.

import { type Collector, finishCollector, initCollector } from '../../core/analysis/collect/collector.js';
import type { Collected } from '../../core/analysis/collect/collected.js';
import { type DrainPlan, type DrainState, drain, initDrain, seeReceipts } from '../../core/analysis/collect/drain.js';
import { type RowSpan, initRowSpan, rowSpanSeconds, stepRowSpan } from '../../core/analysis/collect/row-span.js';
import { type Foresight, finishForesight } from '../../core/analysis/collect/foresight.js';
import type { SaidMoments } from '../../core/analysis/collect/said-moments.js';
import type { SignalReader } from '../../core/analysis/collect/signal-reader.js';
import { OBSERVER } from '../../core/analysis/collect/signals.js';
import type { StudyPlan } from '../../core/analysis/study-plan.js';
import type { ImpactResult } from '../../core/analysis/result-power.js';
import type { CrossingEvent } from '../../core/market/crossing.js';
import { type EventBatch, KIND } from '../../core/market/event-batch.js';
import type { Instrument } from '../../core/market/instrument.js';
import { dropEvents, keepEvents } from '../../core/market/keep-events.js';
import { type Chain, addSymbol, createChain, stepChain } from '../../core/pipeline/chain.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { BoundFeature } from '../../core/pipeline/feature.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { warmQuality } from '../../core/quality/range-start.js';
import { initQuality, stepQuality, type QualityState } from '../../core/quality/stream-quality.js';
import { type RowDigest, addRow, createRowDigest } from '../digest.js';
import { type ImpactWatch, finishWatch, impactWatch } from './impact-watch.js';
import type { MarketSource, SourceTroubles } from './market-source.js';
import { rowWindows } from './signal-windows.js';

export interface StudyOptions {
  readonly chain: ChainConfig;
  readonly plan: StudyPlan;
  /** Of the signals of the plan, in its order. */
  readonly reader: SignalReader;
  /** The observer, and what the signals read. */
  readonly features: readonly BoundFeature[];
  /** Whose prices are studied. */
  readonly symbol: string;
  /** Whose signals are judged on them; null: its own. */
  readonly lead: string | null;
  readonly fromUs: number | null;
  readonly toUs: number | null;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Awaited before rows up to this time are made: columns read from elsewhere. */
  readonly before: ((untilUs: number) => Promise<void>) | null;
  /** Moments of the reader's last signal, where it has them from elsewhere. */
  readonly said?: SaidMoments | null;
}

/** What became of moments from elsewhere. */
export interface SaidRun {
  readonly given: number;
  /** Within the recording and the range; before it; after it. */
  readonly told: number;
  readonly early: number;
  readonly late: number;
  readonly foresight: Foresight;
}

export interface StudyRun {
  readonly collected: Collected;
  readonly impact: ImpactResult | null;
  readonly quality: QualityState;
  /** Names by the codes in `quality`. */
  readonly names: readonly string[];
  readonly digest: RowDigest;
  /** Of the symbol whose prices are studied; null where it never came. */
  readonly instrument: Instrument | null;
  /** Messages of best quotes, which the chain does not read by default. */
  readonly bookTickers: number;
  readonly rows: number;
  /** Of so many rows: how many seconds they span, p5, p50, p95. */
  readonly spans: ReadonlyMap<number, readonly number[] | null>;
  readonly troubles: SourceTroubles;
  /** Null where no signal came from elsewhere. */
  readonly said: SaidRun | null;
}

interface Running {
  readonly options: StudyOptions;
  readonly collector: Collector;
  readonly drained: { readonly collector: Collector; readonly plan: DrainPlan; readonly state: DrainState };
  readonly chain: Chain;
  readonly quality: QualityState;
  readonly digest: RowDigest;
  readonly impact: ImpactWatch;
  readonly names: string[];
  readonly rows: SignalRow[];
  readonly crossings: CrossingEvent[];
  /** Kinds of event that the chain gets: those that the lake keeps too. */
  readonly keep: Uint8Array;
  /** By the windows of the signals. */
  readonly spans: ReadonlyMap<number, RowSpan>;
  instrument: Instrument | null;
  bookTickers: number;
  made: number;
}

/** Kinds of event that tell that the connection is alive, and that every source has. */
const HEARD = new Uint8Array(KIND.tick + 1).fill(1);
HEARD[KIND.tick] = 0;
HEARD[KIND.markPrice] = 0;

/** Frames that only move the clock are left out: the lake does not hold them, and both must give the same rows. */
function keptKinds({ ofi }: ChainConfig): Uint8Array {
  const keep = new Uint8Array(KIND.tick + 1).fill(1);
  keep[KIND.tick] = 0;
  keep[KIND.markPrice] = 0;
  keep[KIND.bookTicker] = ofi.source === 'bookTicker' ? 1 : 0;
  return keep;
}

function begin(options: StudyOptions): Running {
  const { chain: config, plan, reader, features, symbol, lead, fromUs, said = null } = options;
  const collector = initCollector(plan);
  const drainPlan: DrainPlan = {
    decides: lead ?? symbol,
    judgedOn: symbol,
    observer: OBSERVER,
    reader,
    ...(fromUs === null ? {} : { fromUs }),
    ...(said === null ? {} : { said: { moments: said, horizonUs: plan.primaryUs } }),
  };
  const impact = impactWatch(config.ofi.source);
  return {
    options,
    collector,
    drained: { collector, plan: drainPlan, state: initDrain(drainPlan) },
    chain: createChain(config, [...features, impact.feature]),
    quality: initQuality(),
    digest: createRowDigest(),
    impact,
    names: [],
    rows: [],
    crossings: [],
    keep: keptKinds(config),
    spans: new Map(rowWindows(config).map((samples) => [samples, initRowSpan(samples)])),
    instrument: null,
    bookTickers: 0,
    made: 0,
  };
}

function enter(running: Running, code: number, instrument: Instrument): void {
  running.names[code] = instrument.symbol;
  const isStudied = instrument.symbol === running.options.symbol;
  if (isStudied) running.instrument = instrument;
  running.impact.enter(isStudied ? code : null);
  addSymbol(running.chain, code, instrument);
}

function takeEvents(running: Running, batch: EventBatch): void {
  const { options, chain, rows, crossings, digest, spans } = running;
  running.bookTickers += running.impact.events(batch);
  // Messages of the market that the lake holds too: a silence must be one whichever of both is read.
  keepEvents(batch, HEARD);
  seeReceipts(running.drained.state, batch, options.plan.staleUs);
  keepEvents(batch, running.keep);
  if (batch.count === 0) return;
  stepChain(chain, batch, { rows, crossings, clock: null });
  running.impact.settle();
  const { fromUs, toUs } = options;
  for (const row of rows) {
    if ((fromUs !== null && row.timeUs < fromUs) || (toUs !== null && row.timeUs >= toUs)) continue;
    addRow(digest, row);
    running.made++;
    if (row.symbol === (options.lead ?? options.symbol))
      for (const span of spans.values()) stepRowSpan(span, row.timeUs);
  }
  drain(running.drained, { chain, rows, final: false });
  rows.length = 0;
  countQuality(running, batch);
  crossings.length = 0;
}

/** What lies before the range only says how it begins, wherever a batch happens to end. */
function countQuality({ quality, options, crossings }: Running, batch: EventBatch): void {
  const { fromUs } = options;
  let before = 0;
  if (fromUs !== null) while (before < batch.count && (batch.recvUs[before] as number) < fromUs) before++;
  if (before === 0) return stepQuality(quality, batch, crossings);
  const { count } = batch;
  batch.count = before;
  warmQuality(
    quality,
    batch,
    crossings.filter(({ index }) => index < before),
  );
  batch.count = count;
  if (before === count) return;
  dropEvents(batch, before);
  const rest = crossings.filter(({ index }) => index >= before);
  stepQuality(
    quality,
    batch,
    rest.map((one) => ({ ...one, index: one.index - before })),
  );
}

/** Runs the source to its end, or that of the range. Throws when the signal is aborted. */
export async function runStudy(source: MarketSource, options: StudyOptions): Promise<StudyRun> {
  const running = begin(options);
  const { symbol, lead, toUs, signal, onProgress } = options;
  const troubles = await source.run(
    {
      enter: (code, instrument) => enter(running, code, instrument),
      events: (batch) => takeEvents(running, batch),
      before: options.before,
    },
    { symbols: new Set(lead === null ? [symbol] : [symbol, lead]), toUs, signal, onProgress },
  );
  drain(running.drained, { chain: running.chain, rows: [], final: true });
  const { instrument, quality, names, digest, bookTickers, made } = running;
  return {
    collected: finishCollector(running.collector),
    impact: instrument === null ? null : finishWatch(running.impact, instrument),
    quality,
    names,
    digest,
    instrument,
    bookTickers,
    rows: made,
    spans: new Map([...running.spans].map(([samples, span]) => [samples, rowSpanSeconds(span)])),
    troubles,
    said: saidRun(running.drained.state),
  };
}

function saidRun({ said, foresight }: DrainState): SaidRun | null {
  if (said === null || foresight === null) return null;
  const { told, early, next, moments } = said;
  const given = moments.timeUs.length;
  return { given, told, early, late: given - next, foresight: finishForesight(foresight) };
}
