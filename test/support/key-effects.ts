// What each key of the keymap does to the picture, on whatever screen: pressed, and looked at.
//
// Every check begins at the overview with the first symbol marked, and leaves it that way.

import { expect } from 'vitest';
import type { Action, KeyName } from '../../src/ui/keymap.js';
import { keyBytes } from './key-bytes.js';
import type { PtyScreen } from './pty-screen.js';

export interface KeyStage {
  readonly screen: PtyScreen;
  /** In the order of the alphabet. */
  readonly symbols: readonly [first: string, second: string];
  /** The zone that `z` goes to from UTC. */
  readonly zone: string;
  readonly kind: 'capture' | 'attached' | 'replay';
}

type Check = (stage: KeyStage, key: KeyName) => Promise<void>;

const footer = (picture: string): string => picture.split('\n').at(-2) ?? '';
const header = (picture: string): string => picture.split('\n')[0] ?? '';
/** Panels alone: header, timeline and footer change by themselves. */
const body = (picture: string): string => picture.split('\n').slice(3, -2).join('\n');
const now = ({ screen }: KeyStage): string => screen.terminal.lines().join('\n');
const press = ({ screen }: KeyStage, ...keys: readonly KeyName[]): void => {
  for (const key of keys) screen.press(keyBytes(key));
};
const view = (name: string) => (picture: string) => header(picture).includes(` ${name} `);

/** The line of the symbol in view, below the header. */
const headed = (symbol: string) => (picture: string) =>
  picture.split('\n').some((line) => line.startsWith(` ${symbol} `));

/** Where the row of a symbol stands in the overview, marked or not. */
const rowOf = (symbol: string, picture: string): number => picture.search(new RegExp(`│[▶ ] ${symbol} `));

/** Pressed, and waited for. */
async function see(stage: KeyStage, key: KeyName, condition: (picture: string) => boolean): Promise<string> {
  press(stage, key);
  return await stage.screen.until(condition);
}

const home = async (stage: KeyStage): Promise<void> => {
  await see(stage, '1', view('Overview'));
  await see(stage, 'Home', marks(stage.symbols[0]));
};

const marks = (symbol: string) => (picture: string) => picture.includes(`▶ ${symbol}`);

const moves =
  (from: 0 | 1): Check =>
  async (stage, key) => {
    const { symbols } = stage;
    if (from === 1) await see(stage, 'End', marks(symbols[1]));
    await see(stage, key, marks(symbols[from === 0 ? 1 : 0]));
    await see(stage, 'Home', marks(symbols[0]));
  };

/** The column whose title has the mark of the order. */
const sortedBy = (picture: string): string | undefined =>
  /(\S+)[▲▼] /.exec(picture.split('\n').find((line) => /│ +symbol/.test(line)) ?? '')?.[1];

const sideways =
  (column: string): Check =>
  async (stage, key) => {
    await see(stage, key, (picture) => sortedBy(picture) === column);
    press(stage, column === 'price' ? 'Left' : 'Right');
    await stage.screen.until((picture) => sortedBy(picture) === 'symbol');
    await see(stage, '2', view('Symbol'));
    // Of two symbols the one before is the one after.
    await see(stage, key, headed(stage.symbols[1]));
    await home(stage);
  };

const shows =
  (key: KeyName, name: string): Check =>
  async (stage, pressed) => {
    expect(pressed).toBe(key);
    // From another view: opening the one that is open shows nothing.
    if (key === '1') await see(stage, '7', view('Trading'));
    await see(stage, pressed, view(name));
    await home(stage);
  };

const overlay =
  (title: string): Check =>
  async (stage, key) => {
    await see(stage, key, (picture) => picture.includes(title) && picture.includes('Esc closes, arrows scroll'));
    await see(stage, 'Esc', (picture) => !picture.includes('Esc closes'));
  };

/** What tells that a view has its data: they come a moment after it. */
const FILLED: Readonly<Record<KeyName, RegExp>> = {
  '2': /│mid [\s\S]*│\d\d:\d\d:\d\d ./,
  '3': / much /,
  '4': /\d× *[\d.]/,
};

/** The display stands still meanwhile: what differs is the key's doing. */
async function held(stage: KeyStage, inView: KeyName, look: () => Promise<void>): Promise<void> {
  await see(stage, inView, (picture) => !view('Overview')(picture));
  await stage.screen.until((picture) => FILLED[inView]?.test(body(picture)) === true);
  const isHeld = (picture: string) => /FROZEN|paused/.test(header(picture));
  await see(stage, 'p', isHeld);
  await look();
  await see(stage, 'p', (picture) => !isHeld(picture));
  await home(stage);
}

const changes =
  (inView: KeyName, notice: RegExp): Check =>
  (stage, key) =>
    held(stage, inView, async () => {
      const before = body(now(stage));
      await see(stage, key, (picture) => notice.test(footer(picture)) && body(picture) !== before);
    });

/** Seconds since midnight of the newest data, in the header. */
const clock = (picture: string): number => {
  const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d) \S+ *$/.exec(header(picture)) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};

const START = 40;

/** A replay that stands at 00:00:40. */
async function standing(stage: KeyStage, look: () => Promise<void>): Promise<void> {
  await see(stage, 'p', (picture) => header(picture).includes('paused'));
  stage.screen.press(`:00:00:${START}\r`);
  await stage.screen.until((picture) => header(picture).includes('paused') && Math.abs(clock(picture) - START) <= 1);
  await look();
  stage.screen.press(':00:00:05\r');
  await stage.screen.until((picture) => header(picture).includes('paused') && clock(picture) < 10);
  await see(stage, 'p', (picture) => header(picture).includes('playing'));
}

const jumps =
  (isThere: (picture: string) => boolean): Check =>
  (stage, key) =>
    standing(stage, async () => {
      await see(stage, key, (picture) => header(picture).includes('paused') && isThere(picture));
    });

const later = (picture: string): boolean => clock(picture) > START;
const earlier = (picture: string): boolean => clock(picture) < START - 1;

const steps: Check = (stage, key) =>
  standing(stage, async () => {
    await see(stage, '2', view('Symbol'));
    const before = body(now(stage));
    // One event is a trade or a change of the book: a few of them change the picture.
    for (let k = 0; k < 20; k++) press(stage, key);
    await stage.screen.until((picture) => body(picture) !== before && header(picture).includes('paused'));
    await home(stage);
  });

const speeds =
  (speed: string, back: KeyName): Check =>
  async (stage, key) => {
    await see(stage, key, (picture) => header(picture).includes(`playing ${speed}`));
    await see(stage, back, (picture) => header(picture).includes('playing 1x'));
  };

/** Of keys that end or stop the process: what they ask where a capture runs. */
const asks =
  (question: string): Check =>
  async (stage, key) => {
    await see(stage, key, (picture) => footer(picture).includes(question) && footer(picture).includes('y/N'));
    await see(stage, 'n', (picture) => !footer(picture).includes('y/N'));
  };
/** Those that end a screen are looked at by themselves: `null`. */
export const KEY_EFFECTS: Readonly<Record<Action, Check | null>> = {
  help: overlay('Keys'),
  legend: overlay('What the marks mean'),
  quit: async (stage, key) => {
    if (stage.kind === 'capture') await asks('End it and quit?')(stage, key);
  },
  interrupt: null,
  suspend: async (stage, key) => {
    if (stage.kind === 'capture') await asks('Stop it?')(stage, key);
  },
  up: moves(1),
  down: moves(0),
  pageUp: moves(1),
  pageDown: moves(0),
  top: moves(1),
  bottom: moves(0),
  left: sideways('state'),
  right: sideways('price'),
  open: async (stage, key) => {
    await see(stage, 'End', marks(stage.symbols[1]));
    await see(stage, key, (picture) => view('Symbol')(picture) && headed(stage.symbols[1])(picture));
    await home(stage);
  },
  back: async (stage, key) => {
    await see(stage, '3', view('Heatmap'));
    await see(stage, key, view('Overview'));
  },
  nextView: async (stage, key) => {
    for (const name of ['Symbol', 'Heatmap', 'Footprint', 'Connections', 'Alerts', 'Trading', 'Overview']) {
      await see(stage, key, view(name));
    }
  },
  viewOverview: shows('1', 'Overview'),
  viewSymbol: shows('2', 'Symbol'),
  viewHeatmap: shows('3', 'Heatmap'),
  viewFootprint: shows('4', 'Footprint'),
  viewConnections: shows('5', 'Connections'),
  viewAlerts: shows('6', 'Alerts'),
  viewTrading: shows('7', 'Trading'),
  nextPanel: async (stage, key) => {
    await see(stage, key, (picture) => picture.includes('─ ▶ Signals'));
    await see(stage, key, (picture) => picture.includes('─ ▶ Alerts'));
    await see(stage, key, (picture) => picture.includes('─ ▶ Symbols'));
  },
  previousPanel: async (stage, key) => {
    await see(stage, key, (picture) => picture.includes('─ ▶ Alerts'));
    await see(stage, key, (picture) => picture.includes('─ ▶ Signals'));
    await see(stage, key, (picture) => picture.includes('─ ▶ Symbols'));
  },
  filter: async (stage, key) => {
    const [first, second] = stage.symbols;
    press(stage, key);
    stage.screen.press(second.toLowerCase());
    await stage.screen.until(
      (picture) =>
        footer(picture).includes(`filter: ${second.toLowerCase()}`) &&
        !picture.includes(`│  ${first} `) &&
        marks(second)(picture),
    );
    await see(stage, 'Enter', (picture) => !footer(picture).includes('filter:') && picture.includes('1 match'));
    await see(stage, 'Esc', (picture) => picture.includes(first) && !picture.includes('1 match'));
    await home(stage);
  },
  sort: async (stage, key) => {
    await see(stage, key, (picture) => sortedBy(picture) === 'price');
    await see(stage, 'Left', (picture) => sortedBy(picture) === 'symbol');
  },
  sortReverse: async (stage, key) => {
    const [first, second] = stage.symbols;
    const isReverse = (picture: string): boolean => rowOf(second, picture) < rowOf(first, picture);
    await see(stage, key, isReverse);
    await see(stage, key, (picture) => !isReverse(picture));
    await home(stage);
  },
  pause: async (stage, key) => {
    const isHeld = (picture: string) => header(picture).includes(stage.kind === 'replay' ? 'paused' : 'FROZEN');
    await see(stage, key, isHeld);
    await see(stage, key, (picture) => !isHeld(picture));
  },
  theme: async (stage, key) => {
    const colours = new Set<string>();
    for (const name of ['light', 'high-contrast', 'colour-blind', 'dark']) {
      const seen = stage.screen.raw().length;
      await see(stage, key, (picture) => footer(picture).includes(`theme ${name}`));
      // Another theme is another base colour: all of it is drawn anew.
      const drawn = stage.screen.raw().slice(seen);
      colours.add(drawn.slice(0, drawn.indexOf('\u001b[2J')));
    }
    expect(colours.size).toBeGreaterThan(2);
  },
  quantity: changes('2', /quantities in (quote|base) units/),
  spread: changes('2', /spread in (basis points|ticks)/),
  zone: async (stage, key) => {
    await see(
      stage,
      key,
      (picture) => header(picture).includes(stage.zone) && footer(picture).includes(`times in ${stage.zone}`),
    );
    await see(stage, key, (picture) => header(picture).includes(' UTC'));
  },
  nextChart: changes('2', /price alone/),
  longer: changes('3', /charts over \d+/),
  shorter: changes('3', /charts over \d+/),
  coarser: changes('4', /\d+ ticks a row/),
  finer: (stage, key) =>
    held(stage, '4', async () => {
      for (const one of [']', key]) {
        const before = body(now(stage));
        await see(stage, one, (picture) => /ticks? a row/.test(footer(picture)) && body(picture) !== before);
      }
    }),
  step: steps,
  stepAny: steps,
  slower: speeds('0.5x', '>'),
  faster: speeds('2x', '<'),
  nextSignal: jumps((picture) => later(picture) || footer(picture).includes('no later signal')),
  previousSignal: jumps((picture) => earlier(picture) || footer(picture).includes('no earlier signal')),
  nextGap: jumps(later),
  previousGap: jumps(earlier),
  nextHit: jumps(later),
  previousHit: jumps((picture) => clock(picture) <= START && !footer(picture).includes('no earlier')),
  seek: (stage, key) =>
    standing(stage, async () => {
      await see(stage, key, (picture) => footer(picture).includes('go to ('));
      stage.screen.press('-20s\r');
      await stage.screen.until((picture) => header(picture).includes('paused') && clock(picture) <= START - 19);
    }),
};
