// Why a value is missing, in words: "warming 212/300, 9 s".

import type { NullReason } from '../core/market/reason.js';
import type { ChainConfig } from '../core/pipeline/config.js';
import type { WatchRow } from '../core/watch/snapshot.js';
import type { ScreenText } from '../text/screen-text.js';

/** Samples in a window, and how far apart they come; null where that depends on the market. */
export interface Warming {
  readonly have: number;
  readonly want: number;
  readonly everyUs: number | null;
}

/** The reason in words; `warming` says how far it is, and how long it still takes where samples come at fixed times. */
export function reasonText(reason: NullReason, warming: Warming | null, text: ScreenText): string {
  if (reason !== 'warming') return text.reason[reason];
  if (warming === null) return text.reason.warming(0, 0, null);
  const { have, want } = warming;
  return text.reason.warming(have, want, secondsLeft(warming));
}

/** Until the window is full; null where samples come as they come. */
export const secondsLeft = ({ have, want, everyUs }: Warming): number | null =>
  everyUs === null ? null : Math.ceil((Math.max(0, want - have) * everyUs) / 1e6);

/** OFI takes a sample a row: at each step of the grid, or at each update of the event grid, which come as they come. */
export const ofiWarming = (have: number, config: ChainConfig): Warming => ({
  have,
  want: config.ofi.z.warmup,
  everyUs: config.grid.kind === 'time' ? config.grid.stepUs : null,
});

/** CVD takes a sample a bar in mode `delta`; in mode `level` a sample a row or a trade. */
export function cvdWarming(have: number, config: ChainConfig): Warming {
  const rowUs = config.cvd.sample === 'row' && config.grid.kind === 'time' ? config.grid.stepUs : null;
  return { have, want: config.cvd.z.warmup, everyUs: config.cvd.mode === 'delta' ? config.cvd.barUs : rowUs };
}

/** What of a row is missing and why; null where the value is there. */
export function rowReason(field: RowField, row: WatchRow, told: ReasonWords): string | null {
  const { config, text } = told;
  switch (field) {
    case 'mid':
      return row.mid !== null ? null : reasonText(row.bookReason ?? 'no_input', null, text);
    case 'ofiZ':
      if (row.ofiZ !== null) return null;
      return reasonText(row.ofiReason ?? 'no_input', ofiWarming(row.ofiSamples, config), text);
    case 'cvdZ':
      if (row.cvdZ !== null) return null;
      return reasonText(row.cvdReason ?? 'no_input', cvdWarming(row.cvdSamples, config), text);
    case 'fusion':
      return row.fusion !== null ? null : fusionReason(row, told);
    case 'trendBp':
      return row.trendBp !== null ? null : reasonText(row.trendReason ?? 'no_input', null, text);
  }
}

export type RowField = 'mid' | 'ofiZ' | 'cvdZ' | 'fusion' | 'trendBp';

export interface ReasonWords {
  readonly config: ChainConfig;
  readonly text: ScreenText;
}

/** "Input missing" helps nobody: the reason of the input that is missing does. */
function fusionReason(row: WatchRow, told: ReasonWords): string {
  const input = rowReason('ofiZ', row, told) ?? rowReason('cvdZ', row, told);
  return input ?? reasonText(row.fusionReason ?? 'no_input', null, told.text);
}
