// An analysis: one pass over a market, the judgement of what was collected, and the result that reports are made of.

import type { Collected } from '../../core/analysis/collect/collected.js';
import type { JudgeContext } from '../../core/analysis/judge/context.js';
import { judgeStudy } from '../../core/analysis/judge/study.js';
import { ANALYSIS_SCHEMA, type AnalysisResult } from '../../core/analysis/result.js';
import { powerOfTen } from '../../core/market/decimal.js';
import type { Instrument } from '../../core/market/instrument.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { DataError } from '../../platform/errors.js';
import type { AnalyzeChoices, AnalyzeHooks, Analyzed } from './analyze-types.js';
import { SOFTWARE } from '../../platform/version.js';
import { readDigest } from '../digest.js';
import type { MarketSource } from './market-source.js';
import { noMessage } from './no-message.js';
import { horizonRefusal, horizonWarnings, primaryRefusal } from './fit-horizons.js';
import { provenanceOf } from './provenance.js';
import { recipeOf } from './recipe.js';
import { windowSeconds } from './signal-windows.js';
import { type Registered, registerTrials } from './register.js';
import { reuseResult } from './reuse.js';
import { columnWarnings, saidWarnings } from './said-warnings.js';
import { driveSlices } from './slices.js';
import { type StudyDesign, designStudy } from './study-design.js';
import { type StudyRun, runStudy } from './study-run.js';
import { type UserSeries, openUserColumn, userName } from './user-column.js';

/** Closes the source in any case. Throws what reading throws, and the signal's reason. */
export async function analyzeMarket(
  source: MarketSource,
  choices: AnalyzeChoices,
  hooks: AnalyzeHooks,
): Promise<Analyzed> {
  const series: UserSeries[] = [];
  try {
    for (const wish of choices.columns) {
      const name = userName(wish, choices.columns);
      series.push(await openUserColumn(wish, { name, dataRoot: choices.dataRoot, signal: hooks.signal }));
    }
    const extra = [...series.map((one) => one.source), ...(choices.said === null ? [] : [choices.said.source])];
    const design = designStudy(choices.chain, choices.study, extra);
    const registered = await registerTrials(source, { choices, design, nowUs: hooks.nowUs() });
    const known = await reuseResult(registered, choices);
    if (known !== null) return { result: known, isCached: true, said: null };
    await registered.announce();
    const { result, said } = await compute(source, { choices, design, series, registered, hooks });
    await registered.conclude(result, hooks.nowUs());
    return { result, isCached: false, said };
  } finally {
    for (const one of series) await one.close();
    await source.close();
  }
}

interface Work {
  readonly choices: AnalyzeChoices;
  readonly design: StudyDesign;
  readonly series: readonly UserSeries[];
  readonly registered: Registered;
  readonly hooks: AnalyzeHooks;
}

async function compute(source: MarketSource, work: Work): Promise<Omit<Analyzed, 'isCached'>> {
  const { choices, hooks, registered } = work;
  hooks.onPart('hashing', source.total, source.unit);
  let hashed = 0;
  const inputs = await source.inputs(hooks.signal, (bytes) => hooks.onProgress((hashed += bytes)));
  const run = await readMarket(source, work);
  const { instrument, collected } = run;
  const refusal = refusalOf(run, choices, source.symbols);
  if (instrument === null || refusal !== null) {
    await registered.withdraw(hooks.nowUs());
    throw refusal ?? noDecisions(choices, choices.symbol, source.symbols);
  }
  const trials = await registered.count(collected);
  const context = contextOf(source, work, { run, instrument, trials });
  hooks.onPart('judging', null, 'steps');
  const judged = await driveSlices(judgeStudy(collected, context), hooks);
  const { chain, symbol, lead, full, command } = choices;
  const result: AnalysisResult = {
    schema: ANALYSIS_SCHEMA,
    software: SOFTWARE,
    command,
    configHash: registered.configHash,
    dataHash: readDigest(run.digest).value,
    env: source.env,
    venue: source.venue,
    symbol,
    lead,
    plan: collected.plan,
    full,
    ...judged,
    provenance: provenanceOf(run, {
      inputs,
      envOrigin: await source.envOrigin(),
      symbol,
      warnings: [
        ...choices.notes,
        ...warningsOf(run, chain),
        ...horizonWarnings(collected),
        ...columnWarnings(collected),
        ...saidWarnings(run),
      ],
    }),
    impact: run.impact,
  };
  return { result, said: run.said };
}

function readMarket(source: MarketSource, { choices, design, series, hooks }: Work): Promise<StudyRun> {
  const { chain, symbol, lead, fromUs, toUs } = choices;
  hooks.onPart('reading', source.total, source.unit);
  return runStudy(source, {
    chain,
    plan: design.plan,
    reader: design.reader,
    features: design.features,
    symbol,
    lead,
    fromUs,
    toUs,
    signal: hooks.signal,
    onProgress: hooks.onProgress,
    said: choices.said?.moments ?? null,
    before:
      series.length === 0
        ? null
        : async (untilUs) => {
            for (const one of series) await one.before(untilUs);
          },
  });
}

interface Found {
  readonly run: StudyRun;
  readonly instrument: Instrument;
  readonly trials: number;
}

const unitOf = ({ mantissa, decimals }: Instrument['tick']): number => mantissa / powerOfTen(decimals);

function contextOf({ env }: MarketSource, { choices, design }: Work, { run, instrument, trials }: Found): JudgeContext {
  const { chain, allowSynthetic, full, ledger } = choices;
  const { collected, spans } = run;
  const seconds = design.plan.signals.map(({ name }) => windowSeconds(name, chain, spans));
  return {
    env,
    allowSynthetic,
    coveredUs: collected.market.coveredUs,
    trials,
    ledgerPath: ledger,
    full,
    recipe: recipeOf(chain, collected.plan),
    tick: unitOf(instrument.tick),
    step: unitOf(instrument.step),
    foresight: run.said?.foresight ?? null,
    windowSeconds: seconds.every((one) => one === null) ? null : seconds,
  };
}

function warningsOf({ troubles, impact }: StudyRun, { ofi }: ChainConfig): string[] {
  const { damaged, refused } = troubles;
  return [
    ...(damaged + refused === 0 ? [] : [`damaged input: ${damaged} places, ${refused} messages refused`]),
    ...(impact?.source === 'depth' && ofi.source === 'depth'
      ? ['no book ticker: impact is measured on the best levels of depth, which miss what happens between two updates']
      : []),
  ];
}

/** Why nothing can be asked of what was read; null where it can. The missing symbol of two is the one that is named. */
function refusalOf({ collected, names }: StudyRun, choices: AnalyzeChoices, held: readonly string[]): DataError | null {
  const { symbol, lead } = choices;
  const missing = [lead, symbol].find((one) => one !== null && !names.includes(one)) ?? null;
  if (missing !== null) return noDecisions(choices, missing, held);
  if (collected.decisions === 0) return noDecisions(choices, lead ?? symbol, held);
  return horizonRefusal(collected) ?? (choices.study.primaryUs === null ? primaryRefusal(collected) : null);
}

/** What a study cannot be made of. */
const noDecisions = ({ fromUs, toUs }: AnalyzeChoices, symbol: string, held: readonly string[]): DataError =>
  noMessage(symbol, held, fromUs !== null || toUs !== null);

/** Receive times of what was collected, µs. */
export const spanOf = ({ firstUs, lastUs }: Collected) => ({ fromUs: firstUs, toUs: lastUs });
