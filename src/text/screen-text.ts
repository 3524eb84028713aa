// The words of the dashboard in one language; every language has all of them, or the types do not fit.

import { SCREEN_EN } from './en/screen.js';
import { SCREEN_ZH } from './zh/screen.js';

/** The same keys and functions, with texts of another language. */
export type Twin<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Twin<T[K]>;
};

export type ScreenText = Twin<typeof SCREEN_EN>;

export const SCREEN_TEXTS: { readonly en: ScreenText; readonly zh: ScreenText } = { en: SCREEN_EN, zh: SCREEN_ZH };
