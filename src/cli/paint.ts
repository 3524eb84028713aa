// Colour, or its absence.

import type { Paint } from './context.js';

const same = (text: string) => text;
export const PLAIN: Paint = { bold: same, dim: same, good: same, bad: same, warn: same, accent: same };

export interface ColourChoice {
  readonly noColorFlag: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly isTty: boolean;
}

/** The flag beats FORCE_COLOR, which beats NO_COLOR (no-color.org), which beats the terminal. */
export function wantsColour({ noColorFlag, variables, isTty }: ColourChoice): boolean {
  if (noColorFlag) return false;
  const force = variables['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if ((variables['NO_COLOR'] ?? '') !== '' || variables['TERM'] === 'dumb') return false;
  return isTty;
}

/** Loads the colour library only where a colour will be shown. */
export async function loadPaint(wanted: boolean): Promise<Paint> {
  if (!wanted) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    accent: (text) => chalk.cyan(text),
  };
}
