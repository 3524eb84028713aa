// One kill, drawn by the seed: at what moment, and whether the power fails with it.

import type { Pick } from '../../test/support/frame-mutations.js';
import { chance, oneOf, pickFor } from './pick.js';

/**
 * `boot`: so long after the start of the process. `recovery`: so long after it first touched what the one before left.
 * `writing`: so long after its first bytes. `rotation`: around the end of a segment by time, so long after. `sealing`: so
 * long after a segment has its final name, and its manifest is due.
 */
export type Moment = 'boot' | 'recovery' | 'writing' | 'rotation' | 'sealing';

/** What the disk holds behind the place where the open segment was cut. */
export type Garbage = 'nothing' | 'zeros' | 'noise' | 'older lines' | 'half a line';

export interface PowerLoss {
  /** Where between the last synced byte and the end the file is cut: 0 to 1. */
  readonly share: number;
  readonly garbage: Garbage;
  readonly bytes: number;
  readonly pick: Pick;
}

export interface KillPlan {
  readonly moment: Moment;
  readonly ms: number;
  readonly power: PowerLoss | null;
}

/** In turn, so that even a short run has them all; `recovery` comes where something was left. */
const MOMENTS: readonly Moment[] = [
  ...(['writing', 'boot', 'recovery', 'writing', 'sealing'] as const),
  ...(['writing', 'rotation', 'writing', 'boot', 'recovery', 'writing'] as const),
];
const GARBAGE: readonly Garbage[] = ['nothing', 'zeros', 'noise', 'older lines', 'half a line'];

export const ROTATE_MS = 2_000;

function drawMs(pick: Pick, moment: Moment): number {
  if (moment === 'boot') return pick(300);
  if (moment === 'recovery') return pick(25);
  if (moment === 'sealing') return pick(3);
  if (moment === 'rotation') return pick(40) - 5;
  return 200 + pick(2_800);
}

/** The same for the same seed, folder and kill, whatever ran before. */
export function planKill(seed: number, folder: number, kill: number): KillPlan {
  const pick = pickFor(seed, folder * 10_000 + kill);
  const moment = MOMENTS[(kill + folder * 3) % MOMENTS.length] ?? 'writing';
  const ms = drawMs(pick, moment);
  if (!chance(pick, 2)) return { moment, ms, power: null };
  const share = chance(pick, 5) ? 0 : pick(1_000_001) / 1_000_000;
  return { moment, ms, power: { share, garbage: oneOf(pick, GARBAGE), bytes: 1 + pick(9_000), pick } };
}
