// How far the price goes over a horizon, whatever the signals say or after one of them, and what a trade then has to be right.

import { type BlockBootstrap, blockEstimate, bootstrapRatios } from '../calendar-blocks.js';
import type { BlockTable, CollectedMoves, EventList } from '../collect/collected.js';
import { type Estimate, mapEstimate } from '../estimate.js';
import type { BreakEven, BreakEvenEstimates, MoveRow } from '../result-market.js';
import type { Costs } from '../study-plan.js';
import type { RngState } from '../../stats/rng.js';
import { hitEstimate } from './bounds.js';
import { eventBlocks, meanByBlock } from './event-blocks.js';
import { decidedOf } from './hit-sample.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { breakEvenOf } from './route-costs.js';

type MoveFigures = Pick<MoveRow, 'meanAbsBp' | 'sdBp' | 'tieShare' | 'upShare'>;

/** All moves of a horizon. The deviation is the sample's; its interval that of the root of the mean square, in proportion. */
export function moveFigures({ n, ups, ties, sum, sumSquares, blocks }: CollectedMoves, rng: RngState): MoveFigures {
  const [ns, upsBy, tiesBy, , sizes, squares] = blocks.columns;
  const [count, up, tie] = [ns, upsBy, tiesBy] as [Float64Array, Float64Array, Float64Array];
  const decided = decidedOf({ n: count, ties: tie });
  const [size, square, still, risen] = bootstrapRatios(
    [
      { kind: 'mean', total: sizes as Float64Array, count },
      { kind: 'mean', total: squares as Float64Array, count },
      { kind: 'rate', total: tie, count },
      { kind: 'rate', total: up, count: decided },
    ],
    { replications: LIGHT_REPLICATIONS, rng },
  ) as [BlockBootstrap, BlockBootstrap, BlockBootstrap, BlockBootstrap];
  const sd = n < 2 ? null : Math.sqrt(Math.max(0, (sumSquares - (sum * sum) / n) / (n - 1)));
  const rms = Math.sqrt(square.value ?? 0);
  return {
    meanAbsBp: blockEstimate(size),
    sdBp: mapEstimate(blockEstimate(square), (mean) => (sd === null || rms === 0 ? sd : (Math.sqrt(mean) / rms) * sd)),
    tieShare: hitEstimate({ count: { hits: ties, n }, rate: still, slow: null }),
    upShare: hitEstimate({ count: { hits: ups, n: n - ties }, rate: risen, slow: null }),
  };
}

/** Mean size of the move by the mid after a signal fired; no sign of it is held against a side. */
export function firedMove(events: EventList, blocks: BlockTable, rng: RngState): Estimate {
  const sizes = meanByBlock(eventBlocks(blocks, events.timeUs), events.yMid.map(Math.abs));
  const [mean] = bootstrapRatios([sizes], { replications: LIGHT_REPLICATIONS, rng }) as [BlockBootstrap];
  return blockEstimate(mean);
}

/** By route, with the interval that the size of the move leaves. */
export function breakEvenEstimates(
  costs: Costs,
  { move, spreadBp }: { readonly move: Estimate; readonly spreadBp: number | null },
): BreakEvenEstimates {
  const by = (route: keyof BreakEven): Estimate =>
    mapEstimate(move, (meanAbsBp) => breakEvenOf(costs, { meanAbsBp, spreadBp })[route]);
  return { takerTaker: by('takerTaker'), takerMaker: by('takerMaker'), makerMaker: by('makerMaker') };
}
