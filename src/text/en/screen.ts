// The dashboard in English: short words, for columns are narrow. Each panel and part has its own group.

import { PANELS_EN } from './panels.js';
import { WHY_EN } from './why.js';
import { SHELL_EN } from './shell.js';

export const SCREEN_EN = {
  reason: {
    warming: (have: number, want: number, seconds: number | null): string =>
      `warming ${have}/${want}${seconds === null ? '' : `, ${seconds} s`}`,
    std_zero: 'no movement',
    unsynced: 'book waits for a snapshot',
    partial: 'part of a bar',
    no_trades: 'no trades yet',
    one_sided: 'one side is empty',
    crossed: 'crossed',
    no_trend: 'trend too short',
    no_input: 'input missing',
    no_stream: 'no such stream',
    no_data: 'connection down',
  },
  panels: PANELS_EN,
  why: WHY_EN,
  shell: SHELL_EN,
  format: {
    old: (age: string): string => `${age} old`,
    ticks: (count: string): string => (count === '1' ? '1 tick' : `${count} ticks`),
    bp: (count: string): string => `${count} bp`,
  },
} as const;
