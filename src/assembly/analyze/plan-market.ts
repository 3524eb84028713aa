// The outlook on a verdict: one pass over a market as an analysis makes it, and nothing judged.

import { type Outlook, type OutlookChoices, outlook } from '../../core/analysis/outlook/outlook.js';
import type { Environment } from '../../core/market/instrument.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { AnalyzeHooks } from './analyze-types.js';
import { horizonRefusal } from './fit-horizons.js';
import type { MarketSource } from './market-source.js';
import { noMessage } from './no-message.js';
import { type StudyChoices, designStudy } from './study-design.js';
import { runStudy } from './study-run.js';

export interface PlanChoices {
  readonly chain: ChainConfig;
  readonly study: StudyChoices;
  readonly outlook: OutlookChoices;
  readonly symbol: string;
  readonly fromUs: number | null;
  readonly toUs: number | null;
}

export interface MarketOutlook extends Outlook {
  readonly symbol: string;
  readonly env: Environment;
}

/** Closes the source in any case. Writes nothing: no trial, no result. Throws what reading throws. */
export async function planMarket(
  source: MarketSource,
  choices: PlanChoices,
  hooks: Pick<AnalyzeHooks, 'signal' | 'onPart' | 'onProgress'>,
): Promise<MarketOutlook> {
  const { chain, study, symbol, fromUs, toUs } = choices;
  try {
    const { plan, reader, features } = designStudy(chain, study);
    hooks.onPart('reading', source.total, source.unit);
    const { signal, onProgress } = hooks;
    const how = { chain, plan, reader, features, symbol, lead: null, fromUs, toUs, signal, onProgress, before: null };
    const { collected } = await runStudy(source, how);
    if (collected.decisions === 0) {
      throw noMessage(symbol, source.symbols, fromUs !== null || toUs !== null);
    }
    const refusal = horizonRefusal(collected);
    if (refusal !== null) throw refusal;
    return { symbol, env: source.env, ...outlook(collected, choices.outlook) };
  } finally {
    await source.close();
  }
}
