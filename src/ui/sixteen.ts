// Tones in the sixteen colours that every terminal has. What they look like there is the user's choice.

import type { Tone } from './cell.js';
import type { ThemeName } from './theme.js';

/** SGR codes for text (add 10 for the ground); null leaves the terminal's own colour. */
type Codes = Readonly<Record<Tone, number | null>>;

const heat = (codes: readonly number[]): Record<`heat${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`, number | null> => ({
  heat0: null,
  heat1: codes[0] ?? null,
  heat2: codes[1] ?? null,
  heat3: codes[2] ?? null,
  heat4: codes[3] ?? null,
  heat5: codes[4] ?? null,
  heat6: codes[5] ?? null,
  heat7: codes[6] ?? null,
});

/** Bright colours for a dark ground. */
const BRIGHT: Codes = {
  plain: null,
  dim: 90,
  strong: null,
  title: 96,
  key: 93,
  accent: 96,
  up: 92,
  down: 91,
  good: 92,
  warn: 93,
  bad: 91,
  mainnet: 91,
  testnet: 96,
  emulator: 95,
  synthetic: 93,
  ...heat([90, 34, 94, 36, 96, 93, 97]),
};

/** Full colours for a light one. */
const FULL: Codes = {
  plain: null,
  dim: 90,
  strong: null,
  title: 34,
  key: 35,
  accent: 34,
  up: 32,
  down: 31,
  good: 32,
  warn: 35,
  bad: 31,
  mainnet: 31,
  testnet: 34,
  emulator: 35,
  synthetic: 35,
  ...heat([37, 96, 36, 94, 34, 35, 30]),
};

const CODES: Readonly<Record<ThemeName, Codes>> = {
  dark: BRIGHT,
  light: FULL,
  // Bright black is too close to black.
  'high-contrast': { ...BRIGHT, dim: null },
  'colour-blind': { ...BRIGHT, up: 94, good: 94, testnet: 94, down: 93, bad: 93, mainnet: 93 },
};

export const sixteenCode = (theme: ThemeName, tone: Tone): number | null => CODES[theme][tone];

/** Black on bright grounds, white on dark ones. */
export const textOn = (ground: number): number => (ground >= 91 || [33, 36, 37].includes(ground) ? 30 : 97);
