// Themes can be read: contrast computed by WCAG on their own backgrounds, and signs told apart.

import { describe, expect, test } from 'vitest';
import type { Tone } from '../../src/ui/cell.js';
import { contrast, luminance } from '../../src/ui/palette.js';
import { THEMES, THEME_NAMES, isPrice, nextTheme, textColour, themeOf } from '../../src/ui/theme.js';

const HEAT = [0, 1, 2, 3, 4, 5, 6, 7].map((step) => `heat${step}` as Tone);

describe.each(THEME_NAMES)('the theme %s', (name) => {
  const theme = THEMES[name];
  const texts = (Object.keys(theme.colours) as Tone[]).filter((tone) => !tone.startsWith('heat'));
  const least = name === 'high-contrast' ? 7 : 4.5;

  test.each(texts)('%s can be read on its background', (tone) => {
    expect(contrast(theme.colours[tone], theme.background)).toBeGreaterThanOrEqual(least);
  });

  test('every text can be read on every ground', () => {
    for (const tone of texts) {
      for (const ground of (Object.keys(theme.colours) as Tone[]).filter((one) => !isPrice(one))) {
        expect(contrast(textColour(theme, tone, ground), theme.colours[ground])).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('best prices above each other in half cells keep their colours', () => {
    expect(textColour(theme, 'down', 'up')).toEqual(theme.colours.down);
  });

  test('heat goes one way, from the background on', () => {
    const lights = HEAT.map((tone) => luminance(theme.colours[tone]));
    const isRising = luminance(theme.background) < 0.5;
    for (let step = 1; step < lights.length; step++) {
      expect(lights[step]! > lights[step - 1]!).toBe(isRising);
    }
    expect(theme.colours.heat0).toEqual(theme.background);
  });
});

test('blue stands for up and orange for down where red and green are not told apart', () => {
  const { up, down } = THEMES['colour-blind'].colours;
  expect(up[2]).toBeGreaterThan(up[0]);
  expect(down[0]).toBeGreaterThan(down[2]);
});

test('a colour that cannot be read gives a contrast below the bound', () => {
  expect(contrast([255, 255, 0], [255, 255, 255])).toBeLessThan(4.5);
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
});

test('themes are known by name, and follow one another round', () => {
  expect(themeOf('light')?.name).toBe('light');
  expect(themeOf('pink')).toBeNull();
  expect(THEME_NAMES.map(nextTheme)).toEqual(['light', 'high-contrast', 'colour-blind', 'dark']);
});
