// The shape of a signal's skill: by size of its value, by side, and whether its probabilities mean what they say.

import { type BlockBootstrap, blockEstimate, bootstrapRatios } from '../calendar-blocks.js';
import { bucketsByEdges } from '../buckets.js';
import type { Collected, CollectedLane } from '../collect/collected.js';
import { monotonicityTest, orderCorrelation } from '../monotonicity.js';
import { circularBlocks } from '../resample.js';
import type { Bucket, ShapeResult } from '../result-power.js';
import { hitEstimate } from './bounds.js';
import { calibrationResult } from './calibrated.js';
import type { Sliced } from './context.js';
import { eventBlocks, meanByBlock, rateByBlock } from './event-blocks.js';
import { edgesFor } from './bucket-edges.js';
import { type Pairs, evenPairs, horizonSamples, separatePairs } from './graded.js';
import { studySample } from './hit-sample.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { rngFor } from './seeds.js';
import { gradedSeries } from './store-series.js';

/** Replications of the test of monotonicity, which looks at every pair each time. */
const RISE_REPLICATIONS = 200;

interface Shaped {
  readonly lane: CollectedLane;
  readonly pairs: Pairs;
  readonly edges: readonly number[];
  readonly bucketOf: Int32Array;
}

/** Outcomes of one bucket; a hit is a rise: the bucket itself has no side. */
function bucketOfShape(
  { lane, pairs, edges, bucketOf }: Shaped,
  k: number,
  options: { seed: number; s: number },
): Bucket {
  const own = pairs.y.map((y, i) => (bucketOf[i] === k ? y : NaN));
  const blocks = eventBlocks(lane.blocks, pairs.timeUs);
  const rng = rngFor(options.seed, 'shape', [options.s, k]);
  const drawing = { replications: LIGHT_REPLICATIONS, rng };
  const [mean] = bootstrapRatios([meanByBlock(blocks, own)], drawing) as [BlockBootstrap];
  const [rate] = bootstrapRatios([rateByBlock(blocks, own)], drawing) as [BlockBootstrap];
  return { from: edges[k - 1] ?? null, to: edges[k] ?? null, meanBp: blockEstimate(mean), hit: blockEstimate(rate) };
}

function monotoneOf(
  { pairs, bucketOf, edges }: Shaped,
  buckets: readonly Bucket[],
  place: { seed: number; s: number; h: number },
): ShapeResult['monotone'] {
  const n = pairs.y.length;
  const spearman = orderCorrelation(buckets.map(({ meanBp }) => meanBp.value));
  if (n < 10) return { spearman, p: null };
  const test = monotonicityTest(bucketOf, pairs.y, {
    buckets: edges.length + 1,
    replications: RISE_REPLICATIONS,
    resampler: circularBlocks(n, Math.min(n, place.h)),
    rng: rngFor(place.seed, 'shape', [place.s, -1]),
    studentised: true,
  });
  return { spearman, p: test?.p ?? null };
}

function shapeOf(collected: Collected, lane: CollectedLane, s: number): ShapeResult {
  const { plan } = collected;
  const { horizonUs } = lane;
  const h = plan.horizonsUs.indexOf(horizonUs);
  const spec = plan.signals[s];
  const series = gradedSeries(collected, { s, h });
  const isGraded = spec?.graded === true;
  const pairs = evenPairs(series);
  const edges = edgesFor(pairs.x);
  const shaped = { lane, pairs, edges, bucketOf: bucketsByEdges(pairs.x, edges) };
  const seeded = { seed: plan.seed, s: s * plan.horizonsUs.length + h };
  const buckets = isGraded ? [...edges, null].map((_, k) => bucketOfShape(shaped, k, seeded)) : [];
  const samples = horizonSamples(pairs, horizonUs);
  const side = (scheme: 'long' | 'short'): ShapeResult['long'] =>
    hitEstimate(studySample(collected, lane, { s, scheme }));
  return {
    signal: spec?.name ?? '',
    horizonUs,
    buckets,
    monotone: isGraded ? monotoneOf(shaped, buckets, { ...seeded, h: samples }) : { spearman: null, p: null },
    long: side('long'),
    short: side('short'),
    calibration: isGraded
      ? calibrationResult(separatePairs(series, horizonUs), {
          horizonUs,
          blocks: lane.blocks,
          rng: rngFor(plan.seed, 'shape', [seeded.s, -2]),
        })
      : null,
  };
}

/** Of all signals but the baselines, at every judged horizon. */
export function* judgeShape(collected: Collected): Sliced<ShapeResult[]> {
  const { plan, lanes } = collected;
  const judged = lanes.filter((lane) => lane.judged);
  const shapes: ShapeResult[] = [];
  const of = judged.length * plan.signals.length;
  for (const lane of judged) {
    for (const [s, { role }] of plan.signals.entries()) {
      if (role === 'baseline') continue;
      yield { part: 'shape', done: shapes.length, of };
      shapes.push(shapeOf(collected, lane, s));
    }
  }
  return shapes;
}
