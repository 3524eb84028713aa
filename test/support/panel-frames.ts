// Panels in tests: their input, their text, and comparison with the frames kept under test/ui/golden.
//
// `UPDATE_GOLDEN=1 npx vitest run test/ui` writes the frames anew; look at the difference before committing it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';
import type { Frame } from '../../src/ui/cell.js';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../src/ui/glyphs.js';
import type { Panel, PanelInput, ViewChoices } from '../../src/ui/panel.js';
import { lineWidth } from '../../src/ui/width.js';
import { watchSnapshot } from './watch-sample.js';

export const VIEW: ViewChoices = {
  quantity: 'base',
  spread: 'ticks',
  timeZone: 'UTC',
  spanUs: 60_000_000,
  chart: null,
  groupTicks: null,
};

export const panelInput = (change: Partial<PanelInput> = {}): PanelInput => ({
  snapshot: watchSnapshot(),
  before: null,
  view: VIEW,
  text: SCREEN_TEXTS.en,
  glyphs: UNICODE_GLYPHS,
  width: 60,
  height: 12,
  isFocused: false,
  scroll: 0,
  marked: null,
  ...change,
});

export const textOf = (frame: Frame): string =>
  frame.map((line) => line.map(({ text }) => text).join('').trimEnd()).join('\n'); // prettier-ignore

/** The cells that hold this text, anywhere in the frame. */
export const cellsWith = (frame: Frame, part: string) => frame.flat().filter(({ text }) => text.includes(part));

/** What holds of every frame of every panel. */
export function expectWhole(frame: Frame, input: PanelInput): void {
  expect(frame.length).toBe(input.height);
  for (const line of frame) expect(lineWidth(line)).toBeLessThanOrEqual(input.width);
  expect(textOf(frame)).not.toMatch(/NaN|undefined|\bnull\b|Infinity/);
}

const FOLDER = join(import.meta.dirname, '..', 'ui', 'golden');

export function expectGolden(name: string, panel: Panel, input: PanelInput): void {
  const frame = panel(input);
  expectWhole(frame, input);
  const file = join(FOLDER, `${name}-${input.width}x${input.height}${input.glyphs.isAscii ? '-ascii' : ''}.txt`);
  const text = `${textOf(frame)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${file} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** One frame a size, in Unicode; and in ASCII at the first size. */
export function expectGoldens(
  name: string,
  panel: Panel,
  how: { input: PanelInput; sizes: readonly [number, number][] },
) {
  how.sizes.forEach(([width, height], i) => {
    expectGolden(name, panel, { ...how.input, width, height });
    if (i === 0) expectGolden(name, panel, { ...how.input, width, height, glyphs: ASCII_GLYPHS });
  });
}
