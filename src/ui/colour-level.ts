// How many colours a terminal has, as its variables tell.

export const COLOUR_LEVELS = ['none', '16', '256', 'truecolor'] as const;
export type ColourLevel = (typeof COLOUR_LEVELS)[number];

type Variables = Readonly<Record<string, string | undefined>>;

const FORCED: Readonly<Record<string, ColourLevel>> = {
  '0': 'none',
  false: 'none',
  '1': '16',
  true: '16',
  '2': '256',
  '3': 'truecolor',
};

function levelOfTerminal(variables: Variables): ColourLevel {
  const term = variables['TERM'] ?? '';
  if (term === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(variables['COLORTERM'] ?? '') || /-direct$|kitty|ghostty/.test(term)) {
    return 'truecolor';
  }
  // Windows Terminal, and what editors open, say so in variables of their own.
  if (variables['WT_SESSION'] !== undefined) return 'truecolor';
  if (['iTerm.app', 'vscode', 'WezTerm'].includes(variables['TERM_PROGRAM'] ?? '')) return 'truecolor';
  if (/-256(color)?$/i.test(term) || variables['TERM_PROGRAM'] === 'Apple_Terminal') return '256';
  return '16';
}

/** The flag beats FORCE_COLOR (0 to 3), which beats NO_COLOR (no-color.org), which beats what the terminal says. */
export function colourLevel(variables: Variables, isOff = false): ColourLevel {
  if (isOff) return 'none';
  const force = variables['FORCE_COLOR'];
  const known = levelOfTerminal(variables);
  if (force !== undefined && force !== '') {
    const forced = FORCED[force] ?? '16';
    // "Some colour" is no reason to use fewer than there are.
    return forced === '16' && known !== 'none' ? known : forced;
  }
  return (variables['NO_COLOR'] ?? '') === '' ? known : 'none';
}
