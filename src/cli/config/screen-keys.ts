// The keys of v13.yaml that say how screens look.

import type { ConfigKey } from './key.js';

export const SCREEN_THEMES = ['dark', 'light', 'high-contrast', 'colour-blind'] as const;
export type ScreenTheme = (typeof SCREEN_THEMES)[number];

/** Keys by the option that sets them. */
export const screenOptionKeys = { theme: ['ui.theme'] } as const;

export const SCREEN_KEYS: readonly ConfigKey[] = [
  {
    key: 'ui.screen',
    type: { kind: 'choice', choices: ['auto', 'never'] },
    flag: null,
    help: 'never: plain lines instead of a screen, as --no-tui; auto: a screen on a terminal',
  },
  {
    key: 'ui.theme',
    type: { kind: 'choice', choices: SCREEN_THEMES },
    flag: '--theme',
    help: 'colours of the screen',
  },
  {
    key: 'ui.ascii',
    type: { kind: 'choice', choices: ['auto', 'always'] },
    flag: null,
    help: 'always: draw with ASCII characters only, as --ascii; auto: by the locale',
  },
];
