// Keys as data: what they do, where, and whether they ask. Help, footer hints and docs/dashboard.md come from here.

/** Names of keys: a printable character stands for itself. */
export type KeyName = string;

export type Action =
  | 'quit'
  | 'interrupt'
  | 'suspend'
  | 'help'
  | 'legend'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'top'
  | 'bottom'
  | 'open'
  | 'back'
  | 'nextView'
  | 'viewOverview'
  | 'viewSymbol'
  | 'viewHeatmap'
  | 'viewFootprint'
  | 'viewConnections'
  | 'viewAlerts'
  | 'viewTrading'
  | 'nextPanel'
  | 'previousPanel'
  | 'filter'
  | 'sort'
  | 'sortReverse'
  | 'pause'
  | 'theme'
  | 'quantity'
  | 'spread'
  | 'zone'
  | 'nextChart'
  | 'longer'
  | 'shorter'
  | 'coarser'
  | 'finer'
  | 'step'
  | 'stepAny'
  | 'slower'
  | 'faster'
  | 'nextSignal'
  | 'previousSignal'
  | 'nextGap'
  | 'previousGap'
  | 'nextHit'
  | 'previousHit'
  | 'seek';

/** `replay`: only where something plays. `overview`: where the table of symbols has the keys. */
export type Where = 'everywhere' | 'overview' | 'symbol' | 'replay';

export interface KeyBinding {
  readonly keys: readonly KeyName[];
  readonly action: Action;
  readonly where: Where;
  /** Asks first while a capture runs in this process: it would end or stand still. */
  readonly dangerous: boolean;
  /** Named in the footer; lower numbers stay longest when there is little room. Null: in the help only. */
  readonly hint: number | null;
}

const bind = (keys: string, action: Action, more: Partial<Omit<KeyBinding, 'keys' | 'action'>> = {}): KeyBinding => ({
  keys: keys.split(' '),
  action,
  where: 'everywhere',
  dangerous: false,
  hint: null,
  ...more,
});

const MOVING: readonly KeyBinding[] = [
  bind('Up k', 'up'),
  bind('Down j', 'down'),
  bind('Left h', 'left'),
  bind('Right l', 'right'),
  bind('PageUp', 'pageUp'),
  bind('PageDown', 'pageDown'),
  bind('Home', 'top'),
  bind('End', 'bottom'),
  bind('Enter', 'open', { hint: 2 }),
  bind('Esc', 'back', { hint: 4 }),
  bind('Tab', 'nextPanel', { hint: 5 }),
  bind('Shift-Tab', 'previousPanel'),
  bind('v', 'nextView', { hint: 3 }),
  bind('1', 'viewOverview'),
  bind('2', 'viewSymbol'),
  bind('3', 'viewHeatmap'),
  bind('4', 'viewFootprint'),
  bind('5', 'viewConnections'),
  bind('6', 'viewAlerts'),
  bind('7', 'viewTrading'),
];

const SHOWING: readonly KeyBinding[] = [
  bind('/', 'filter', { where: 'overview', hint: 6 }),
  bind('s', 'sort', { where: 'overview', hint: 7 }),
  bind('S', 'sortReverse', { where: 'overview' }),
  bind('p Space', 'pause', { hint: 8 }),
  bind('t', 'theme', { hint: 11 }),
  bind('u', 'quantity', { hint: 12 }),
  bind('b', 'spread', { hint: 13 }),
  bind('z', 'zone', { hint: 14 }),
  bind('c', 'nextChart', { where: 'symbol', hint: 15 }),
  bind('+ =', 'longer', { hint: 16 }),
  bind('- _', 'shorter'),
  bind(']', 'coarser'),
  bind('[', 'finer'),
  bind('e', 'legend', { hint: 10 }),
];

const PLAYING: readonly KeyBinding[] = [
  bind('.', 'step', { where: 'replay', hint: 9 }),
  bind(',', 'stepAny', { where: 'replay' }),
  bind('<', 'slower', { where: 'replay' }),
  bind('>', 'faster', { where: 'replay', hint: 9 }),
  bind('n', 'nextSignal', { where: 'replay', hint: 9 }),
  bind('N', 'previousSignal', { where: 'replay' }),
  bind('g', 'nextGap', { where: 'replay', hint: 9 }),
  bind('G', 'previousGap', { where: 'replay' }),
  bind('w', 'nextHit', { where: 'replay' }),
  bind('W', 'previousHit', { where: 'replay' }),
  bind(':', 'seek', { where: 'replay', hint: 9 }),
];

/** In the order in which help shows them. */
export const KEYMAP: readonly KeyBinding[] = [
  bind('?', 'help', { hint: 1 }),
  bind('q', 'quit', { dangerous: true, hint: 0 }),
  ...MOVING,
  ...SHOWING,
  ...PLAYING,
  bind('Ctrl-C', 'interrupt'),
  bind('Ctrl-Z', 'suspend', { dangerous: true }),
];

export interface KeyPlace {
  readonly isOverview: boolean;
  readonly isReplay: boolean;
}

export function worksIn(binding: KeyBinding, place: KeyPlace): boolean {
  switch (binding.where) {
    case 'everywhere':
      return true;
    case 'overview':
      return place.isOverview;
    case 'symbol':
      return !place.isOverview;
    case 'replay':
      return place.isReplay;
  }
}

/** What the key does here; null where it does nothing. */
export const bindingOf = (key: KeyName, place: KeyPlace): KeyBinding | null =>
  KEYMAP.find((binding) => binding.keys.includes(key) && worksIn(binding, place)) ?? null;

/** Hints for the footer, most needed first. */
export function hintsFor(place: KeyPlace): readonly KeyBinding[] {
  const shown = KEYMAP.filter((binding) => binding.hint !== null && worksIn(binding, place));
  return shown.sort((a, b) => (a.hint ?? 0) - (b.hint ?? 0));
}

/** The first key of an action, for panels that name it. */
export const keyOf = (action: Action): KeyName => KEYMAP.find((binding) => binding.action === action)?.keys[0] ?? '';

/** The keys as shown to people: `p, Space`. */
export const keysText = (binding: KeyBinding): string => binding.keys.join(', ');
