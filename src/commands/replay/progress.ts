// The progress line of a replay: bytes read when it goes as fast as it can, recorded time when it is paced.

import type { ReplayProgress } from '../../assembly/replay.js';
import type { Context } from '../../cli/context.js';
import type { ReplayPlan } from './plan.js';

export interface ReplayBar {
  update(progress: ReplayProgress): void;
  end(): void;
}

/** `bytesTotal`: size of all inputs, null where unknown. A paced run reads ahead, so its bytes would say too much. */
export function startBar(ctx: Context, plan: Pick<ReplayPlan, 'speed'>, bytesTotal: number | null): ReplayBar {
  if (plan.speed === null) {
    const bytes = ctx.progress({ label: 'replaying', total: bytesTotal, unit: 'bytes' });
    return { update: ({ bytesRead }) => bytes.update(bytesRead), end: () => bytes.end() };
  }
  const time = ctx.progress({ label: 'replaying', total: null, unit: 's of recording' });
  let firstUs: number | null = null;
  return {
    update({ recvUs }) {
      firstUs ??= recvUs;
      time.update((recvUs - firstUs) / 1e6);
    },
    end: () => time.end(),
  };
}
