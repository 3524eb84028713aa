// All that the screen knows, as plain data; what it wants of the source follows from it.

import type { WatchSignal } from '../core/watch/detail.js';
import type { WatchRequest, WatchSnapshot } from '../core/watch/snapshot.js';
import type { Language } from '../text/language.js';
import { type PanelName, type Size, type ViewName, TABS, innerArea, layoutOf } from './layout.js';
import type { Sort } from './overview-order.js';
import type { ViewChoices } from './panel.js';
import { footprintBars } from './panels/footprint.js';
import type { ThemeName } from './theme.js';

/** What the runner does after an update: the model itself touches nothing. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  | { readonly kind: 'speed'; readonly speed: number | null }
  | { readonly kind: 'step'; readonly symbol: string | null }
  | { readonly kind: 'seek'; readonly timeUs: number }
  | {
      readonly kind: 'jump';
      readonly to: 'gap' | 'signal' | 'hit';
      readonly direction: 'next' | 'previous';
      readonly symbol: string | null;
    }
  | { readonly kind: 'why'; readonly signal: WatchSignal }
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'enough' };

export type Prompt =
  /** `before` comes back when the prompt is left by Esc. */
  | { readonly kind: 'filter'; readonly text: string; readonly before: string }
  | { readonly kind: 'seek'; readonly text: string }
  | { readonly kind: 'confirm'; readonly what: 'quit' | 'suspend' };

export type Overlay =
  | { readonly kind: 'help' | 'legend'; readonly scroll: number }
  /** An alert or a trouble in full. */
  | { readonly kind: 'entry'; readonly lines: readonly string[]; readonly scroll: number }
  | {
      readonly kind: 'why';
      readonly signal: WatchSignal;
      /** Null while it is being read. */
      readonly lines: readonly string[] | null;
      /** When it was asked, monotonic ms of the screen. */
      readonly sinceMs: number;
      readonly scroll: number;
    };

export interface ScreenModel {
  readonly size: Size;
  readonly snapshot: WatchSnapshot | null;
  readonly before: WatchSnapshot | null;
  /** Monotonic ms of the screen: the newest message's, and when the data's own clock last moved. */
  readonly nowMs: number;
  readonly movedMs: number;
  /** Since when the display stands still; null while it goes. */
  readonly frozenMs: number | null;
  readonly view: ViewName;
  readonly focus: PanelName;
  readonly choices: ViewChoices;
  /** Zones that `z` goes through. */
  readonly timeZones: readonly string[];
  readonly theme: ThemeName;
  readonly lang: Language;
  readonly isAscii: boolean;
  /** Without colours all half-blocks look alike: pictures are drawn in shades. */
  readonly hasColours: boolean;
  readonly canExplain: boolean;
  /** The first snapshot may choose the view: a table of one symbol tells nothing. */
  readonly opensAlone: boolean;
  /** The symbol in view; null lets the first one be it. */
  readonly symbol: string | null;
  readonly filter: string;
  readonly sort: Sort;
  /** Entry marked in each panel that scrolls, from its newest. */
  readonly marked: Readonly<Partial<Record<PanelName, number>>>;
  readonly prompt: Prompt | null;
  readonly overlay: Overlay | null;
  readonly notice: { readonly text: string; readonly untilMs: number } | null;
  /** Of the last update only. */
  readonly effects: readonly Effect[];
}

export interface ModelChoices {
  readonly theme: ThemeName;
  readonly lang: Language;
  readonly isAscii: boolean;
  /** Yes, where it is not said. */
  readonly hasColours?: boolean;
  readonly timeZone: string;
  /** The zone of the machine, for the key that changes it. */
  readonly localZone: string;
  readonly symbol: string | null;
  readonly size: Size;
  readonly nowMs: number;
  readonly canExplain: boolean;
  /** A symbol that is alone from the beginning opens by itself; no, where it is not said. */
  readonly opensAlone?: boolean;
}

export const SPANS_US: readonly number[] = [30, 60, 120, 300, 900, 3600, 14_400].map((seconds) => seconds * 1e6);

export function initModel(choices: ModelChoices): ScreenModel {
  const { timeZone, localZone } = choices;
  return {
    size: choices.size,
    snapshot: null,
    before: null,
    nowMs: choices.nowMs,
    movedMs: choices.nowMs,
    frozenMs: null,
    view: choices.symbol === null ? 'overview' : 'symbol',
    focus: choices.symbol === null ? 'overview' : 'charts',
    choices: { quantity: 'base', spread: 'ticks', timeZone, spanUs: 120e6, chart: null, groupTicks: null },
    timeZones: [...new Set([timeZone, 'UTC', localZone])],
    theme: choices.theme,
    lang: choices.lang,
    isAscii: choices.isAscii,
    hasColours: choices.hasColours ?? true,
    canExplain: choices.canExplain,
    opensAlone: choices.opensAlone ?? false,
    symbol: choices.symbol,
    filter: '',
    sort: { column: 'symbol', isReverse: false },
    marked: {},
    prompt: null,
    overlay: null,
    notice: null,
    effects: [],
  };
}

export const isReplay = (model: ScreenModel): boolean => (model.snapshot?.player ?? null) !== null;
export const hasBanner = (model: ScreenModel): boolean => model.snapshot?.env === 'synthetic';
/** Header, banner where the data are made up, timeline where something plays. */
export const linesAbove = (model: ScreenModel): number => 1 + (hasBanner(model) ? 1 : 0) + (isReplay(model) ? 1 : 0);

/** The symbol in view: the chosen one while it is there, else the first. */
export function symbolInView(model: ScreenModel): string | null {
  const { snapshot, symbol } = model;
  if (snapshot === null) return symbol;
  if (symbol !== null && snapshot.symbols.some((one) => one.symbol === symbol)) return symbol;
  return snapshot.symbols[0]?.symbol ?? null;
}

export const layoutFor = (model: ScreenModel, size: Size) =>
  layoutOf(size, {
    view: model.view,
    focus: model.focus,
    above: linesAbove(model),
    symbols: model.snapshot?.symbols.length ?? 0,
  });

/** Rows between header and footer. */
export const bodyRowsOf = (model: ScreenModel, size: Size): number =>
  layoutFor(model, size).height - linesAbove(model) - 1;

/** The panel that keys go to: the chosen one where the view has it. */
export const focusOf = (view: ViewName, wanted: PanelName): PanelName =>
  TABS[view].includes(wanted) ? wanted : (TABS[view][0] ?? wanted);

const LEAST_TAPE = 20;
const MOST_SIGNALS = 50;

/** What this model needs at this size, and nothing that is not shown. */
export function requestOf(model: ScreenModel, size: Size): WatchRequest {
  const { panels } = layoutFor(model, size);
  const inner = new Map(panels.map((one) => [one.panel, innerArea(one)]));
  const rows = (name: PanelName): number => inner.get(name)?.rows ?? 0;
  const columns = (name: PanelName): number => inner.get(name)?.columns ?? 0;
  const wantsDetail = panels.some(({ panel }) => !['overview', 'alerts', 'trading', 'connections'].includes(panel));
  return {
    symbol: wantsDetail ? symbolInView(model) : null,
    levels: Math.max(rows('ladder'), rows('heatmap'), 5),
    // Braille has two points a cell.
    series: { spanUs: model.choices.spanUs, points: Math.max(2, 2 * columns('charts')) },
    heatColumns: columns('heatmap'),
    footprintBars: inner.has('footprint') ? footprintBars(columns('footprint')) : 0,
    tape: inner.has('tape') ? Math.max(LEAST_TAPE, rows('tape')) : 0,
    signals: inner.has('signals') ? MOST_SIGNALS : 0,
    ownSignals: model.view === 'symbol',
  };
}
