// The whole screen as text: golden frames at each size in both languages, and random snapshots at random sizes.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WatchSnapshot } from '../../src/core/watch/snapshot.js';
import { frameText } from '../../src/ui/draw-text.js';
import { frameOf } from '../../src/ui/frame.js';
import { KEYMAP } from '../../src/ui/keymap.js';
import { type Size, VIEWS } from '../../src/ui/layout.js';
import { type ScreenModel, initModel, requestOf } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';
import { lineWidth } from '../../src/ui/width.js';
import { anySnapshot } from '../support/any-snapshot.js';
import { screenSnapshot } from '../support/screen-sample.js';
import { minuteHeat } from '../support/watch-heat.js';
import { symbolDetail, watchSnapshot } from '../support/watch-sample.js';

const SIZES: readonly Size[] = [
  { columns: 120, rows: 40 },
  { columns: 100, rows: 30 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 40, rows: 10 },
];

const CHOICES = {
  theme: 'dark',
  lang: 'en',
  isAscii: false,
  timeZone: 'UTC',
  localZone: 'Asia/Shanghai',
  symbol: null,
  size: { columns: 120, rows: 40 },
  nowMs: 0,
  canExplain: false,
} as const;

const shown = (model: ScreenModel, snapshot: WatchSnapshot): ScreenModel =>
  update(model, { kind: 'snapshot', snapshot, nowMs: 100 });

describe.each(['en', 'zh'] as const)('golden frames: %s', (lang) => {
  test.each(SIZES)('overview at $columns x $rows', (size) => {
    const model = shown(initModel({ ...CHOICES, lang, size }), screenSnapshot());
    expect(frameText(frameOf(model, size))).toMatchSnapshot();
  });

  test.each(SIZES)('help at $columns x $rows', (size) => {
    const model = update(shown(initModel({ ...CHOICES, lang, size }), screenSnapshot()), {
      kind: 'key',
      key: '?',
      nowMs: 200,
    });
    expect(frameText(frameOf(model, size))).toMatchSnapshot();
  });
});

test.each(VIEWS)('golden frame: the view %s at 120 x 40', (view) => {
  const size = { columns: 120, rows: 40 };
  const model = { ...shown(initModel({ ...CHOICES, size }), screenSnapshot()), view };
  expect(frameText(frameOf(model, size))).toMatchSnapshot();
});

test('ASCII frames are ASCII but for what the data itself says', () => {
  for (const view of VIEWS) {
    const model = { ...shown(initModel({ ...CHOICES, isAscii: true }), screenSnapshot()), view };
    expect(frameText(frameOf(model, CHOICES.size)).replaceAll('币安人生', '')).toMatch(/^[\n\x20-\x7e]*$/);
  }
});

test('without colours the heatmap is drawn in shades', () => {
  const snapshot = watchSnapshot({ detail: symbolDetail({ heat: minuteHeat() }) });
  const textWith = (hasColours: boolean): string => {
    const model = shown(initModel({ ...CHOICES, hasColours }), snapshot);
    return frameText(frameOf({ ...model, view: 'heatmap' }, CHOICES.size));
  };
  expect(textWith(true)).toMatch(/[▀▄]/);
  expect(textWith(false)).not.toMatch(/[▀▄]/);
});

test('before the first snapshot the screen says that it waits', () => {
  const text = frameText(frameOf(initModel(CHOICES), CHOICES.size));
  expect(text).toContain('waiting for data');
});

const keys = fc.array(fc.constantFrom(...KEYMAP.flatMap((binding) => binding.keys), 'y', 'Backspace', '1', '0'), {
  maxLength: 12,
});

const anyScreen = fc.record({
  snapshot: anySnapshot,
  pressed: keys,
  size: fc.record({ columns: fc.integer({ min: 1, max: 220 }), rows: fc.integer({ min: 1, max: 70 }) }),
  lang: fc.constantFrom('en' as const, 'zh' as const),
  isAscii: fc.boolean(),
});

test('any snapshot, any keys, any size: exact lines, nothing that is no word or number', () => {
  fc.assert(
    fc.property(anyScreen, ({ snapshot, pressed, size, lang, isAscii }) => {
      let model = shown(initModel({ ...CHOICES, lang, isAscii, size }), snapshot);
      for (const key of pressed) {
        model = update(model, { kind: 'key', key, nowMs: 300 });
        expect(requestOf(model, size).series.points).toBeGreaterThan(0);
      }
      const frame = frameOf(shown(model, { ...snapshot, nowUs: snapshot.nowUs + 1 }), size);
      expect(frame).toHaveLength(Math.max(1, size.rows - 1));
      for (const line of frame) expect(lineWidth(line)).toBe(size.columns);
      expect(frameText(frame)).not.toMatch(/\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object/);
    }),
    { numRuns: 150 },
  );
}, 120_000);
