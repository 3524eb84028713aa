// A minute of charts made by formulas, with a hole, a new segment and signals, for frames of charts.

import type { SeriesView } from '../../src/core/watch/detail.js';
import { NOON_US, watchSignal } from './watch-sample.js';

const STEP_US = 500_000;
const POINTS = 120;

/** Points at each half second up to noon; nothing from 20 s to 25 s; a new segment at 25 s, whose z's are null for 10 s. */
export function minuteSeries(): SeriesView {
  const indices = Array.from({ length: POINTS }, (_, i) => i).filter((i) => i < 40 || i >= 50);
  const timeUs = indices.map((i) => NOON_US - 60_000_000 + (i + 1) * STEP_US);
  const warm = (value: (i: number) => number) => indices.map((i) => (i >= 50 && i < 70 ? null : value(i)));
  const signal = { mid: 2512.4, timeUs: NOON_US - 50_000_000 };
  return {
    stepUs: STEP_US,
    timeUs,
    segment: indices.map((i) => (i < 50 ? 0 : 1)),
    mid: indices.map((i) => 2512 + Math.round(40 * Math.sin(i / 15)) / 100),
    ofiZ: warm((i) => 2.6 * Math.sin(i / 9)),
    cvdZ: warm((i) => 1.4 * Math.cos(i / 7)),
    cvd: indices.map((i) => i),
    fusion: warm((i) => 1.56 * Math.sin(i / 9) + 0.56 * Math.cos(i / 7)),
    marks: [
      watchSignal({ ...signal, kind: 'ofi', side: 'buy' }),
      watchSignal({ ...signal, timeUs: NOON_US - 10_000_000, side: 'sell', mid: 2512.3 }),
      watchSignal({ ...signal, timeUs: NOON_US - 30_000_000, kind: 'divergence', side: 'none', mid: 2511.7 }),
    ],
  };
}
