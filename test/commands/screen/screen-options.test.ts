// Tests of whether and how commands show a screen.

import { expect, test } from 'vitest';
import { SCREEN_THEMES } from '../../../src/cli/config/screen-keys.js';
import { NO_CONFIG } from '../../../src/cli/config/layers.js';
import { resolveGeneral } from '../../../src/cli/config/resolve.js';
import { screenLook, screenWish } from '../../../src/commands/screen/screen-options.js';
import { THEME_NAMES } from '../../../src/ui/theme.js';
import { testEnv } from '../../support/plan-env.js';

const configured = (key: string, value: string) => ({
  general: { ...resolveGeneral(NO_CONFIG), [key]: { value, origin: { kind: 'default' } as const } },
});
const UTF8 = { variables: { LANG: 'C.UTF-8' } };

test('the themes that can be chosen are those that there are', () => {
  expect(SCREEN_THEMES).toEqual(THEME_NAMES);
});

test('flags beat the configuration, and the locale decides about ASCII', () => {
  const none = { ascii: false, theme: null };
  expect(screenLook(none, testEnv(UTF8))).toEqual({ theme: 'dark', isAscii: false });
  expect(screenLook(none, testEnv())).toEqual({ theme: 'dark', isAscii: true });
  expect(screenLook({ ...none, ascii: true }, testEnv(UTF8)).isAscii).toBe(true);
  expect(screenLook(none, testEnv({ ...UTF8, ...configured('ui.ascii', 'always') })).isAscii).toBe(true);
  expect(screenLook(none, testEnv(configured('ui.theme', 'light'))).theme).toBe('light');
  expect(screenLook({ ascii: false, theme: 'dark' }, testEnv(configured('ui.theme', 'light'))).theme).toBe('dark');
});

test('a screen is shown on a terminal unless somebody does not want it', () => {
  const [no, yes] = [false, true];
  expect(screenWish({ tui: no, noTui: no }, testEnv())).toBe('auto');
  expect(screenWish({ tui: yes, noTui: no }, testEnv())).toBe('always');
  expect(screenWish({ tui: no, noTui: yes }, testEnv())).toBe('never');
  expect(screenWish({ tui: no, noTui: no }, testEnv(configured('ui.screen', 'never')))).toBe('never');
  expect(screenWish({ tui: yes, noTui: no }, testEnv(configured('ui.screen', 'never')))).toBe('always');
  expect(() => screenWish({ tui: yes, noTui: yes }, testEnv())).toThrow('exclude');
});
