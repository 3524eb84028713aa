// The progress line: percent, amount, rate, time left. Drawn on a terminal only, ten times a second at most.

import type { Progress, ProgressOptions } from './context.js';
import { textWidth } from '../text/width.js';
import { ENGLISH, type Words } from '../text/words.js';
import type { TalkStream } from './output.js';

const DRAW_EVERY_MS = 100;
const BAR_CELLS = 24;

const SCALES: readonly (readonly [number, string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** 1_234_567 bytes → `1.2 MB`; 1_234_567 rows → `1.2 M rows`. */
export function amountText(amount: number, unit: string): string {
  const suffix = unit === 'bytes' ? 'B' : ` ${unit}`;
  for (const [scale, letter] of SCALES) {
    if (amount >= scale) return `${(amount / scale).toFixed(1)} ${letter}${suffix}`;
  }
  return unit === 'bytes' ? `${Math.round(amount)} B` : `${Math.round(amount)}${suffix}`;
}

/** Seconds → `45s`, `3m20s`, `2h05m`. */
export function remainingText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}

export interface ProgressState extends ProgressOptions {
  readonly done: number;
  readonly elapsedMs: number;
  readonly words?: Words;
}

/** The longest of the lines that fits; whole parts are left out, no word is cut. Empty where not even the label fits. */
const longestFitting = (lines: readonly string[], cells: number): string =>
  lines.find((line) => textWidth(line) <= cells) ?? '';

/** The line as text, without colour, of at most `cells`. */
export function progressLine(state: ProgressState, cells = Infinity): string {
  const { total, done, elapsedMs, words = ENGLISH } = state;
  const [label, unit] = [words.label(state.label), state.unit === 'bytes' ? 'bytes' : words.label(state.unit)];
  const rate = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  const rateText = `${amountText(rate, unit)}/s`;
  if (total === null || total <= 0) {
    const short = `${label}  ${amountText(done, unit)}`;
    return longestFitting([`${short}  ${rateText}`, short, label], cells);
  }
  const share = Math.min(1, done / total);
  const filled = Math.floor(share * BAR_CELLS);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  const left = rate > 0 ? `  ${words.message(`${remainingText((total - done) / rate)} left`)}` : '';
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  const short = `${label} ${percent}`;
  const lines = [
    `${label} ${bar} ${percent}  ${rateText}${left}`,
    `${short}  ${rateText}${left}`,
    `${short}${left}`,
    short,
    percent.trim(),
  ];
  return longestFitting(lines, cells);
}

export interface ProgressPlace {
  readonly stream: TalkStream;
  /** False: nothing is ever drawn. */
  readonly visible: boolean;
  /** Asked at each draw: terminals change their width. */
  readonly columns: () => number;
  readonly elapsedMs: () => number;
  readonly words?: Words;
}

export function startProgress(options: ProgressOptions, place: ProgressPlace): Progress {
  const started = place.elapsedMs();
  let last = -Infinity;
  return {
    update(done) {
      if (!place.visible) return;
      const now = place.elapsedMs();
      if (now - last < DRAW_EVERY_MS) return;
      last = now;
      // The last cell stays free: a full line would wrap on some terminals.
      const cells = place.columns() - 1;
      place.stream.draw(
        progressLine({ ...options, words: place.words ?? ENGLISH, done, elapsedMs: now - started }, cells),
      );
    },
    end() {
      if (place.visible) place.stream.clear();
    },
  };
}
