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
  /** Closes the plan in the ledger where nothing could be asked of the data: it counts as no trial. */
  withdraw(nowUs: number): Promise<void>;
  /** Writes the outcome into the ledger, and keeps the result. */
  conclude(result: AnalysisResult, nowUs: number): Promise<void>;
  /** What was kept of the same study on the same data; null without. */
  kept(): Promise<unknown>;
}

const CACHE_KIND = 'analysis';
/** Results that were kept in another form are not taken up. */
const CACHE_FORM = 6;

/** What counts as a trial: every signal but the baselines, at every judged horizon. */
export function trialsOf({ signals, leftOut, horizonsUs, latencyUs, label }: StudyPlan): Trial[] {
  const primaries = signals.flatMap(({ name, role }) => (role === 'primary' ? [name] : []));
  // Fewer questions leave each of them a milder level: asking them so is another trial.
  const family = leftOut === undefined ? {} : { family: primaries.join(',') };
  return signals
    .filter(({ role }) => role !== 'baseline')
    .flatMap(({ name, rule, role }) =>
      horizonsUs.map((horizonUs) => {
        return { signal: name, rule, horizonUs, latencyUs, label, ...(role === 'primary' ? family : {}) };
      }),
    );
}

/** Its time meets that of no market. */
const WITHDRAWN = { kind: 'outcome', dataHash: '', verdict: 'REFUSED', resultHash: '', fromUs: 0, toUs: 0 } as const;

const isoTime = (us: number): string => new Date(us / 1_000).toISOString();

interface Registering {
  readonly choices: AnalyzeChoices;
  readonly design: StudyDesign;
  readonly nowUs: number;
}

/** Of what the study is made, as hashes; `key` null where nothing can be kept. */
async function hashesOf(source: MarketSource, { choices, design }: Registering) {
  const { chain, command, symbol, lead, fromUs, toUs, full, allowSynthetic, columns, said } = choices;
  const market = { venue: source.venue, env: source.env, symbol, lead };
  const config = configHash({ chain, plan: design.plan, ...market, fromUs, toUs, allowSynthetic });
  const input = await source.fingerprint();
  // A file of the user's may change under its name: what is made of it is not kept.
  const isOwn = columns.length > 0 || said !== null;
  const key =
    input === null || isOwn ? null : configHash([CACHE_FORM, SOFTWARE, config, input, full, command, choices.notes]);
  return { market, config, input, key, chain: configHash(chain) };
}

export async function registerTrials(source: MarketSource, work: Registering): Promise<Registered> {
  const { choices, design, nowUs } = work;
  const { ledger, dataRoot, command, fromUs, toUs } = choices;
  const { market, config, input, key, chain } = await hashesOf(source, work);
  const own = { chainHash: chain, trials: trialsOf(design.plan) };
  const id = configHash([nowUs, config, input]).slice(0, 16);
  const common = { schema: TRIALS_SCHEMA, id } as const;
  const plan: PlanLine = {
    ...common,
    kind: 'plan',
    time: isoTime(nowUs),
    software: SOFTWARE,
    command,
    ...market,
    fromUs: Math.max(fromUs ?? 0, source.firstUs ?? 0),
    toUs,
    chainHash: chain,
    configHash: config,
    inputHash: input,
    trials: own.trials,
  };
  return {
    configHash: config,
    announce: () => appendTrial(ledger, plan),
    async count({ firstUs, lastUs }) {
      const where: TrialMarket = { ...market, fromUs: firstUs, toUs: lastUs };
      return countTrials(await readTrials(ledger), where, own);
    },
    kept: () => (key === null ? Promise.resolve(null) : readCached(dataRoot, CACHE_KIND, key)),
    withdraw: (endUs) => appendTrial(ledger, { ...common, ...WITHDRAWN, time: isoTime(endUs) }),
    async conclude(result, endUs) {
      const { dataHash, verdict, provenance } = result;
      const span = { fromUs: provenance.firstUs, toUs: provenance.lastUs };
      const resultHash = configHash(result);
      await appendTrial(ledger, {
        ...common,
        kind: 'outcome',
        time: isoTime(endUs),
        dataHash,
        ...span,
        verdict,
        resultHash,
      });
      if (key !== null) await writeCached(dataRoot, { kind: CACHE_KIND, key }, result);
    },
  };
}
