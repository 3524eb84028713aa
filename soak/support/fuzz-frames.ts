// The soak of frames as a value: cases by number, each judged by the reference.

import type { SoakOptions } from './arguments.js';
import { frameCase } from './frame-cases.js';
import { corpusHash, frameCorpus } from './frame-corpus.js';
import { type Decoder, describeCase, judgeCase, readByNormalizer, shrinkCase } from './frame-duel.js';
import { pickFor } from './pick.js';
import { type Counts, addCount } from './progress.js';
import type { Soak } from './run.js';

export const FRAMES = { full: 1_000_000, quick: 8_000 } as const;
/** Changed frames of a case, so that every case counts the same. */
const CHANGES = 4;

/** `decoder` is the normaliser; tests pass a broken one. */
export function frameSoak(options: SoakOptions, decoder: Decoder = readByNormalizer): Soak {
  const strands = frameCorpus();
  const wanted = options.count ?? (options.quick ? FRAMES.quick : FRAMES.full);
  return {
    name: 'fuzz-frames',
    corpus: corpusHash(strands),
    cases: Math.ceil(wanted / CHANGES),
    limitMs: 20_000,
    tryCase(index: number, counts: Counts) {
      const pick = pickFor(options.seed, index);
      let what = frameCase(strands, pick, CHANGES);
      // A short stretch may have had no room for all changes: another one is put behind it.
      while (changed(what.frames) < CHANGES) {
        const more = frameCase([strandOf(what.strand)], pick, CHANGES - changed(what.frames));
        what = { ...what, frames: [...what.frames, ...more.frames] };
      }
      addCount(counts, 'frames', what.frames.length);
      addCount(counts, 'changed frames', changed(what.frames));
      const found = judgeCase(what, decoder, counts);
      if (found === null) return null;
      const smallest = shrinkCase(what, decoder);
      return `${judgeCase(smallest, decoder, {}) ?? found}\n${describeCase(smallest)}`;
    },
  };

  function strandOf(name: string): (typeof strands)[number] {
    return strands.find((strand) => strand.name === name) ?? (strands[0] as (typeof strands)[number]);
  }
}

const changed = (frames: readonly { readonly isChanged: boolean }[]): number =>
  frames.reduce((sum, { isChanged }) => sum + (isChanged ? 1 : 0), 0);
