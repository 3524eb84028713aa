// What a screen writes to a terminal, view by view: plain characters where it must, no colours where none are wanted, and
// of each theme its own colours.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { THEMES } from '../../src/ui/theme.js';
import { BINARY, ensureBuilt } from '../support/cli.js';
import { ROOT } from '../support/docs.js';
import { type PtyScreen, openPty } from '../support/pty-screen.js';

const GAPS = join(ROOT, 'fixtures/synthetic-gaps.ndjson.gz');
const UTF8 = {
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  COLORTERM: 'truecolor',
  V13_CONFIG: '',
  NO_COLOR: '',
  FORCE_COLOR: '',
};
const VIEWS = ['Overview', 'Symbol', 'Heatmap', 'Footprint', 'Connections', 'Alerts', 'Trading'] as const;

beforeAll(() => {
  ensureBuilt();
});

/** All that is written while every view, the help and the marks are opened, from the first picture on. */
async function written(flags: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  const words = ['replay', GAPS, '--tui', '--lang', 'en', '--tz', 'UTC', '--symbol', 'BTCUSDT', ...flags];
  const screen: PtyScreen = openPty(process.execPath, [BINARY, ...words], {
    ...{ columns: 120, rows: 40 },
    variables: { ...UTF8, ...variables },
  });
  const header = (picture: string): string => picture.split('\n')[0] ?? '';
  await screen.until((picture) => header(picture).includes('playing'));
  screen.press('p');
  await screen.until((picture) => header(picture).includes('paused'));
  screen.press(':00:00:40\r');
  await screen.until((picture) => /00:00:(39|40)/.test(header(picture)));
  for (const [i, name] of VIEWS.entries()) {
    screen.press(String(i + 1));
    await screen.until((picture) => header(picture).includes(` ${name} `));
  }
  screen.press('?');
  await screen.until((picture) => picture.includes('Esc closes'));
  const all = screen.raw();
  screen.press('\u0003');
  await screen.ended;
  return all.slice(all.indexOf('\u001b[?1049h'));
}

const PLAIN = /^[\x20-\x7e\r\n\u001b]*$/;
/** Parameters of every `m` sequence. */
const styles = (text: string): Set<string> =>
  new Set([...text.matchAll(/\u001b\[([\d;]*)m/g)].flatMap(([, numbers = '']) => [numbers]));
const isColour = (style: string): boolean => /(^|;)(3[0-9]|4[0-9]|9[0-7]|10[0-7])(;|$)/.test(style);

describe('characters', () => {
  test.each([
    ['--ascii', ['--ascii'], {}],
    ['LANG=C', [], { LANG: 'C', LC_ALL: 'C' }],
  ])('%s: no byte beyond ASCII in any view', async (_, flags, variables) => {
    expect(await written(flags, variables)).toMatch(PLAIN);
  });

  test('a locale with UTF-8 has more', async () => {
    expect(await written([], {})).not.toMatch(PLAIN);
  });
});

test('NO_COLOR: bold, dim and inverse, and no colour in any view', async () => {
  const seen = [...styles(await written([], { NO_COLOR: '1' }))];
  expect(seen.filter(isColour)).toEqual([]);
  expect(seen.length).toBeGreaterThan(1);
});

/** Red, green and blue of the colours that letters are drawn in. */
const letters = (text: string): readonly (readonly number[])[] =>
  [...styles(text)].flatMap((style) =>
    [...style.matchAll(/38;2;(\d+);(\d+);(\d+)/g)].map((found) => found.slice(1, 4).map(Number)),
  );

describe('themes', () => {
  const seen = new Map<string, string>();
  test.each(['dark', 'light', 'high-contrast', 'colour-blind'])('%s has colours of its own', async (theme) => {
    const text = await written(['--theme', theme], {});
    const colours = JSON.stringify(letters(text).map(String).sort());
    expect(letters(text).length).toBeGreaterThan(4);
    expect([...seen.values()]).not.toContain(colours);
    seen.set(theme, colours);
  });

  test('colour-blind: what rises is blue and what falls is orange, wherever a sign stands', async () => {
    const text = await written(['--theme', 'colour-blind'], {});
    const { up, down } = THEMES['colour-blind'].colours;
    const [[upRed, , upBlue], [downRed, downGreen, downBlue]] = [up, down];
    expect(upBlue).toBeGreaterThan(upRed);
    expect(downRed).toBeGreaterThan(downGreen);
    expect(downGreen).toBeGreaterThan(downBlue);
    for (const [mark, colour] of [
      ['▲\\+\\d|▲B', up],
      ['▼-\\d|▼S', down],
    ] as const) {
      const drawn = [...text.matchAll(new RegExp(`38;2;(\\d+;\\d+;\\d+)[\\d;]*m(?:${mark})`, 'g'))].map(
        ([, found]) => found,
      );
      expect(new Set(drawn)).toEqual(new Set([colour.join(';')]));
    }
  });
});
