// The form of every panel: a snapshot and a size in, a frame of just that size out.

import type { WatchSnapshot } from '../core/watch/snapshot.js';
import type { ScreenText } from '../text/screen-text.js';
import type { Frame } from './cell.js';
import type { Glyphs } from './glyphs.js';

/** Charts of the symbol in view, from the top. */
export const CHARTS = ['price', 'ofiZ', 'cvdZ', 'fusion'] as const;
export type ChartName = (typeof CHARTS)[number];

/** What the user has chosen to see; part of the model. */
export interface ViewChoices {
  /** Quantities in base units or in quote units (quantity × price). */
  readonly quantity: 'base' | 'quote';
  /** Spreads and differences in ticks or in basis points of the mid. */
  readonly spread: 'ticks' | 'bp';
  /** IANA zone or UTC, in which times are shown. */
  readonly timeZone: string;
  /** Span of charts and heatmap, µs. */
  readonly spanUs: number;
  /** The chart that has the panel of charts to itself; null: as many as fit. */
  readonly chart: ChartName | null;
  /** Ticks a row of heatmap and footprint; null lets the panel choose. */
  readonly groupTicks: number | null;
}

export interface PanelInput {
  readonly snapshot: WatchSnapshot;
  /** The one before, for marking what has changed; null at first. */
  readonly before: WatchSnapshot | null;
  readonly view: ViewChoices;
  readonly text: ScreenText;
  readonly glyphs: Glyphs;
  readonly width: number;
  readonly height: number;
  /** Whether keys go to this panel. */
  readonly isFocused: boolean;
  /** First entry shown and entry marked, in panels that scroll. */
  readonly scroll: number;
  readonly marked: number | null;
}

/**
 * Gives `height` lines, none wider than `width` cells of the terminal; without a frame around it (the layout draws
 * that). Says what is missing and why where there is nothing to show. Never NaN, undefined or null on the screen.
 */
export type Panel = (input: PanelInput) => Frame;
