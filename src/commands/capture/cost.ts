// What a capture will write, said before it begins.

import type { CaptureConfig } from '../../assembly/capture/capture-config.js';
import { captureCost } from '../../core/quality/capture-cost.js';
import { diskSpaceNow } from '../../platform/disk.js';
import { type CostText, captureCostText } from '../../report/capture-cost-text.js';

/** The estimate for so many symbols, beside what the disk holds. */
export function costOf({ streams, durationUs, untilCoverageUs, dataRoot }: CaptureConfig, symbols: number): CostText {
  const lengthUs = durationUs ?? untilCoverageUs;
  return captureCostText(
    captureCost({
      streams,
      symbols,
      seconds: lengthUs === null ? null : lengthUs / 1e6,
      freeBytes: diskSpaceNow(dataRoot)?.freeBytes ?? null,
    }),
  );
}
