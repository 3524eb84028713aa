// A result that was kept, where it still says what a new run would.

import { ANALYSIS_SCHEMA, type AnalysisResult } from '../../core/analysis/result.js';
import type { Registered } from './register.js';

/** Null where nothing was kept, or more has been tried on the data since: that changes what is left of the figures. */
export async function reuseResult(
  registered: Registered,
  { useCache }: { readonly useCache: boolean },
): Promise<AnalysisResult | null> {
  if (!useCache) return null;
  const kept = (await registered.kept()) as AnalysisResult | null;
  if (kept?.schema !== ANALYSIS_SCHEMA) return null;
  const { firstUs, lastUs } = kept.provenance;
  return (await registered.count({ firstUs, lastUs })) === kept.multiplicity.trials ? kept : null;
}
