// Whether and how commands show a screen: options and configuration keys that they share.

import { SCREEN_THEMES, type ScreenTheme, screenOptionKeys } from '../../cli/config/screen-keys.js';
import { type OptionValues, switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { choice } from '../../cli/values/choice.js';
import { UsageError } from '../../platform/errors.js';
import { speaksUtf8 } from '../../platform/utf8.js';

/** How a screen looks; of every command that has one. */
export const lookOptions = {
  ascii: switchOption({
    flag: '--ascii',
    group: 'Watching',
    help: 'draw the screen with ASCII characters only; else by the locale',
  }),
  theme: valueOption({
    flag: '--theme',
    group: 'Watching',
    value: 'NAME',
    parse: choice(SCREEN_THEMES),
    default: 'dark',
    help: 'colours of the screen',
    choices: SCREEN_THEMES,
    keys: screenOptionKeys.theme,
  }),
} as const;

/** Of commands that can do with and without one. */
export const screenOptions = {
  tui: switchOption({ flag: '--tui', group: 'Watching', help: 'show the screen; an error where there is no terminal' }),
  noTui: switchOption({ flag: '--no-tui', group: 'Watching', help: 'plain lines instead of a screen' }),
  ...lookOptions,
} as const;

export interface ScreenLook {
  readonly theme: ScreenTheme;
  readonly isAscii: boolean;
}

/** `auto`: on a terminal, unless the command is to be quiet or to print JSON. */
export type ScreenWish = 'always' | 'auto' | 'never';

export function screenLook({ ascii, theme }: OptionValues<typeof lookOptions>, env: PlanEnv): ScreenLook {
  const configured = env.general['ui.theme']?.value;
  return {
    theme: theme ?? SCREEN_THEMES.find((name) => name === configured) ?? 'dark',
    isAscii: ascii || env.general['ui.ascii']?.value === 'always' || !speaksUtf8(env.variables),
  };
}

export function screenWish({ tui, noTui }: { tui: boolean; noTui: boolean }, env: PlanEnv): ScreenWish {
  if (tui && noTui) {
    throw new UsageError('--tui and --no-tui exclude each other', {
      code: 'V13_SCREEN_CHOICE',
      hint: 'give one of them, or none: on a terminal the screen comes by itself',
    });
  }
  if (tui) return 'always';
  return noTui || env.general['ui.screen']?.value === 'never' ? 'never' : 'auto';
}
