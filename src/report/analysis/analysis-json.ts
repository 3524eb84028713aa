// The JSON document of an analysis, schema v13.analyze/2. Times are integer µs UTC; shares and probabilities 0 to 1.

import { ANALYSIS_SCHEMA, type AnalysisResult, type Endpoint } from '../../core/analysis/result.js';
import { ANALYSIS_TEXTS } from '../../text/analysis-text.js';
import { breakEvenLines } from './break-even.js';
import { endpointReason } from './reason.js';

export type AnalysisJson = ReturnType<typeof analysisJson>;

/** Null for every number that is none: no reader may meet NaN or Infinity. */
function cleaned<T>(value: T): T {
  if (typeof value === 'number') return (Number.isFinite(value) ? value : null) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => cleaned(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner as unknown)])) as T;
}

const endpointJson = (endpoint: Endpoint, result: AnalysisResult) => ({
  ...endpoint,
  /** In plain words, English. */
  reason: endpointReason(endpoint, result, ANALYSIS_TEXTS.en),
});

/** Plain values only: what JSON.stringify gives of it is the document. */
export function analysisJson(result: AnalysisResult) {
  const { env, endpoints, schema: _schema, ...rest } = result;
  const signals = new Set(endpoints.map(({ signal }) => signal)).size;
  return cleaned({
    schema: ANALYSIS_SCHEMA,
    /** MAINNET, TESTNET, EMULATOR, SYNTHETIC or UNSTATED. */
    environment: env.toUpperCase(),
    ...rest,
    /** Signals whose endpoints share the error level (Holm), and whether the user chose them with --signals. */
    family: { signals, endpoints: endpoints.length, chosenByUser: rest.plan.leftOut !== undefined },
    endpoints: endpoints.map((one) => endpointJson(one, result)),
    /** What a trader must be right to pay for the costs, in plain words, English. */
    breakEven: breakEvenLines(result, ANALYSIS_TEXTS.en),
  } as const);
}
