// A model of the screen as it is after the first snapshot, and after keys.

import type { PlayerFigures, WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { type ModelChoices, type ScreenModel, initModel } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';
import { screenSnapshot } from './screen-sample.js';
import { minuteFootprint, minuteHeat } from './watch-heat.js';
import { NOON_US, symbolDetail, tapeTrade, watchSignal } from './watch-sample.js';

export const LARGE = { columns: 120, rows: 40 } as const;

const CHOICES: ModelChoices = {
  ...{ theme: 'dark', lang: 'en', isAscii: false, timeZone: 'UTC', localZone: 'Asia/Shanghai' },
  ...{ symbol: null, size: LARGE, nowMs: 0, canExplain: true, opensAlone: false },
};

/** A recording in the middle of its two hours. */
export const MIDWAY: PlayerFigures = {
  ...{ state: 'playing', speed: 1, fromUs: NOON_US - 3.6e9, toUs: NOON_US + 3.6e9, positionUs: NOON_US },
  ...{ frames: 10, indexed: 1, gaps: 1, signals: 2, hits: null, missed: null },
};

/** A session with something in every panel of ETHUSDT. */
export const busySnapshot = (change: Partial<WatchSnapshot> = {}): WatchSnapshot =>
  screenSnapshot({
    detail: symbolDetail({
      ...{ heat: minuteHeat(), footprint: minuteFootprint(), groupTicks: 1 },
      signals: [1, 2, 3].map((i) => watchSignal({ timeUs: NOON_US - i * 1e6 })),
      tape: Array.from({ length: 30 }, (_, i) => tapeTrade({ id: 100 - i, timeUs: NOON_US - i * 1e5 })),
    }),
    ...change,
  });

export function startModel(
  snapshot: WatchSnapshot = screenSnapshot(),
  change: Partial<ModelChoices> = {},
): ScreenModel {
  return update(initModel({ ...CHOICES, ...change }), { kind: 'snapshot', snapshot, nowMs: 100 });
}

/** Ten milliseconds pass before each key. */
export const pressKeys = (model: ScreenModel, ...keys: readonly string[]): ScreenModel =>
  keys.reduce((now, key) => update(now, { kind: 'key', key, nowMs: now.nowMs + 10 }), model);
