// The words of the dashboard in one language; every language has all of them, or the types do not fit.

import { SCREEN_EN } from './en/screen.js';
import { SCREEN_ZH } from './zh/screen.js';

type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Words<T[K]>;
};

export type ScreenText = Words<typeof SCREEN_EN>;

export const SCREEN_TEXTS: { readonly en: ScreenText; readonly zh: ScreenText } = { en: SCREEN_EN, zh: SCREEN_ZH };
