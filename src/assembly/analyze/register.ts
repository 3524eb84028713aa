// A study is registered in the ledger before any outcome is computed, and closed there when its figures stand.

import type { Collected } from '../../core/analysis/collect/collected.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import type { StudyPlan } from '../../core/analysis/study-plan.js';
import { SOFTWARE } from '../../platform/version.js';
import { readCached, writeCached } from '../../store/result-cache.js';
import {
  type PlanLine,
  TRIALS_SCHEMA,
  type Trial,
  type TrialMarket,
  appendTrial,
  readTrials,
} from '../../store/trial-ledger.js';
import { configHash } from '../config-hash.js';
import type { AnalyzeChoices } from './analyze-types.js';
import { countTrials } from './count-trials.js';
import type { MarketSource } from './market-source.js';
import type { StudyDesign } from './study-design.js';

export interface Registered {
  /** Of everything that can change a figure. */
  readonly configHash: string;
  /** Writes the plan into the ledger. */
  announce(): Promise<void>;
  /** Distinct trials on these data in the ledger, this study's included. */
  count(span: Pick<Collected, 'firstUs' | 'lastUs'>): Promise<number>;
  /** Writes the outcome into the ledger, and keeps the result. */
  conclude(result: AnalysisResult, nowUs: number): Promise<void>;
  /** What was kept of the same study on the same data; null without. */
  kept(): Promise<unknown>;
}

const CACHE_KIND = 'analysis';

/** What counts as a trial: every signal but the baselines, at every judged horizon. */
export const trialsOf = ({ signals, horizonsUs, latencyUs, label }: StudyPlan): Trial[] =>
  signals
    .filter(({ role }) => role !== 'baseline')
    .flatMap(({ name, rule }) => horizonsUs.map((horizonUs) => ({ signal: name, rule, horizonUs, latencyUs, label })));

const isoTime = (us: number): string => new Date(us / 1_000).toISOString();

interface Registering {
  readonly choices: AnalyzeChoices;
  readonly design: StudyDesign;
  readonly nowUs: number;
}

export async function registerTrials(source: MarketSource, work: Registering): Promise<Registered> {
  const { choices, design, nowUs } = work;
  const { chain, ledger, dataRoot, command, symbol, lead, fromUs, toUs, full, allowSynthetic } = choices;
  const market = { venue: source.venue, env: source.env, symbol, lead };
  const hash = configHash({ chain, plan: design.plan, ...market, fromUs, toUs, allowSynthetic });
  const inputHash = await source.fingerprint();
  const columns = choices.columns.length > 0;
  // A file of the user's may change under its name: what is made of it is not kept.
  const key = inputHash === null || columns ? null : configHash([SOFTWARE, hash, inputHash, full, command]);
  const own = { chainHash: configHash(chain), trials: trialsOf(design.plan) };
  const id = configHash([nowUs, hash, inputHash]).slice(0, 16);
  const plan: PlanLine = {
    schema: TRIALS_SCHEMA,
    kind: 'plan',
    id,
    time: isoTime(nowUs),
    software: SOFTWARE,
    command,
    ...market,
    fromUs: Math.max(fromUs ?? -Infinity, source.firstUs ?? -Infinity),
    toUs,
    chainHash: own.chainHash,
    configHash: hash,
    inputHash,
    trials: own.trials,
  };
  const count = async (span: Pick<Collected, 'firstUs' | 'lastUs'>): Promise<number> => {
    const where: TrialMarket = { ...market, fromUs: span.firstUs, toUs: span.lastUs };
    return countTrials(await readTrials(ledger), where, own);
  };
  return {
    configHash: hash,
    announce: () => appendTrial(ledger, plan),
    count,
    kept: () => (key === null ? Promise.resolve(null) : readCached(dataRoot, CACHE_KIND, key)),
    async conclude(result, endUs) {
      const { firstUs, lastUs } = result.provenance;
      await appendTrial(ledger, {
        schema: TRIALS_SCHEMA,
        kind: 'outcome',
        id,
        time: isoTime(endUs),
        dataHash: result.dataHash,
        fromUs: firstUs,
        toUs: lastUs,
        verdict: result.verdict,
        resultHash: configHash(result),
      });
      if (key !== null) await writeCached(dataRoot, { kind: CACHE_KIND, key }, result);
    },
  };
}
