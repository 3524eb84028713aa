// The report that ends a replay, as a document.

import type { ReplayResult } from '../core/pipeline/replay-result.js';
import { type Cell, type ReportDocument, cell } from './document.js';
import { continuitySection, coverageSection, latencySection, streamSection } from './replay-data.js';
import { chainSection, environmentText, inputSection, marketSection, readingSection } from './replay-head.js';
import { digestSection, gateSection, problemSection } from './replay-proof.js';
import { healthSection, signalSection, timingSection } from './replay-signals.js';

function banners({ env }: ReplayResult): Cell[] {
  if (env === 'synthetic')
    return [cell('SYNTHETIC: a seeded simulation, no real market. Nothing here says anything about one.', 'warn')];
  if (env === 'unstated') return [cell('UNSTATED: these files do not say which environment they come from.', 'warn')];
  return [];
}

/** @param zone IANA name of the zone that times are printed in */
export function replayReport(result: ReplayResult, zone = 'UTC'): ReportDocument {
  const { quality, health, timings, gate } = result;
  const names = quality.symbols.map(({ symbol }) => symbol).join(', ');
  return {
    title: `v13 replay: ${names === '' ? 'no symbols' : names}, ${environmentText(result)}`,
    banners: banners(result),
    sections: [
      inputSection(result),
      marketSection(result, zone),
      chainSection(result),
      streamSection(quality),
      continuitySection(quality, zone),
      latencySection(quality),
      coverageSection(quality),
      signalSection(health),
      healthSection(health),
      ...(timings === null ? [] : [timingSection(timings)]),
      readingSection(result),
      problemSection(result),
      digestSection(result),
      ...(gate === null ? [] : [gateSection(gate)]),
    ],
  };
}
