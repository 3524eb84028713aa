// Themes: a colour for every tone. Which of them can be read is computed in tests, not judged by eye.

import type { Tone } from './cell.js';
import { type Rgb, contrast, rgb } from './palette.js';

export const THEME_NAMES = ['dark', 'light', 'high-contrast', 'colour-blind'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

export interface Theme {
  readonly name: ThemeName;
  readonly background: Rgb;
  readonly colours: Readonly<Record<Tone, Rgb>>;
}

/** Tones that stand out by weight as well, so that they do without colour. */
export const BOLD_TONES: ReadonlySet<Tone> = new Set<Tone>([
  'strong',
  'title',
  'bad',
  'mainnet',
  'testnet',
  'emulator',
  'synthetic',
]);

type ToneColours = Readonly<Record<Exclude<Tone, `heat${number}`>, string>>;

/** All colours are entries of the 256-colour table: the same on terminals with 256 colours and with millions. */
function theme(name: ThemeName, background: string, tones: ToneColours & { readonly heat: readonly string[] }): Theme {
  const { heat, ...texts } = tones;
  const entries = [...Object.entries(texts), ...heat.map((colour, i): [string, string] => [`heat${i}`, colour])];
  const colours = Object.fromEntries(entries.map(([tone, colour]) => [tone, rgb(colour)]));
  return { name, background: rgb(background), colours: colours as Record<Tone, Rgb> };
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  dark: theme('dark', '#121212', {
    plain: '#d0d0d0',
    dim: '#8a8a8a',
    strong: '#ffffff',
    title: '#87d7ff',
    key: '#ffd787',
    accent: '#5fd7ff',
    up: '#5fd787',
    down: '#ff8787',
    good: '#87d787',
    warn: '#ffd75f',
    bad: '#ff5f5f',
    mainnet: '#ff5f5f',
    testnet: '#5fd7ff',
    emulator: '#d7afff',
    synthetic: '#ffaf5f',
    heat: ['#121212', '#00005f', '#000087', '#005f87', '#0087af', '#00afaf', '#5fd7af', '#ffffaf'],
  }),
  light: theme('light', '#ffffff', {
    plain: '#262626',
    dim: '#626262',
    strong: '#000000',
    title: '#005f87',
    key: '#5f5f00',
    accent: '#005faf',
    up: '#005f00',
    down: '#af0000',
    good: '#005f00',
    warn: '#875f00',
    bad: '#af0000',
    mainnet: '#af0000',
    testnet: '#005faf',
    emulator: '#5f00af',
    synthetic: '#875f00',
    heat: ['#ffffff', '#d7ffff', '#afd7ff', '#87d7ff', '#5fafff', '#0087d7', '#005faf', '#00005f'],
  }),
  'high-contrast': theme('high-contrast', '#000000', {
    plain: '#ffffff',
    dim: '#bcbcbc',
    strong: '#ffffff',
    title: '#ffff00',
    key: '#00ffff',
    accent: '#00ffff',
    up: '#00ff00',
    down: '#ff8787',
    good: '#00ff00',
    warn: '#ffff00',
    bad: '#ff8787',
    mainnet: '#ff8787',
    testnet: '#00ffff',
    emulator: '#ffafff',
    synthetic: '#ffff00',
    heat: ['#000000', '#00005f', '#0000af', '#005fff', '#00afff', '#00ffff', '#87ffaf', '#ffffff'],
  }),
  // Blue against orange is told apart by every common kind of colour blindness (Okabe and Ito).
  'colour-blind': theme('colour-blind', '#121212', {
    plain: '#d0d0d0',
    dim: '#8a8a8a',
    strong: '#ffffff',
    title: '#afd7ff',
    key: '#ffffaf',
    accent: '#87d7ff',
    up: '#5fafff',
    down: '#ffaf00',
    good: '#5fafff',
    warn: '#ffff87',
    bad: '#ff8700',
    mainnet: '#ff8700',
    testnet: '#5fafff',
    emulator: '#d7d7ff',
    synthetic: '#ffff87',
    heat: ['#121212', '#00005f', '#000087', '#005f5f', '#5f5f87', '#87875f', '#d7af5f', '#ffffaf'],
  }),
};

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** WCAG 2.2 AA for text. */
export const READABLE = 4.5;

const isHeat = (tone: Tone): boolean => tone.startsWith('heat');
/** As a ground these stand behind half-blocks only. */
export const isPrice = (ground: Tone): boolean => ground === 'up' || ground === 'down';

/** Colour of a text of `tone` on `ground`: the tone's own where that can be read, else black or white. */
export function textColour(theme: Theme, tone: Tone, ground: Tone | undefined): Rgb {
  const own = theme.colours[tone];
  // Heat, and best prices above each other, are a picture in half cells, not text.
  if (ground === undefined || isHeat(tone) || isPrice(ground)) return own;
  const behind = theme.colours[ground];
  if (contrast(own, behind) >= READABLE) return own;
  return contrast(WHITE, behind) >= contrast(BLACK, behind) ? WHITE : BLACK;
}

export const groundColour = (theme: Theme, ground: Tone | undefined): Rgb =>
  ground === undefined ? theme.background : theme.colours[ground];

export const themeOf = (name: string): Theme | null =>
  (THEME_NAMES as readonly string[]).includes(name) ? THEMES[name as ThemeName] : null;

export const nextTheme = (name: ThemeName): ThemeName =>
  THEME_NAMES[(THEME_NAMES.indexOf(name) + 1) % THEME_NAMES.length] ?? 'dark';
