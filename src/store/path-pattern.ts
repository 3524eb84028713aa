// Path patterns: `*` and `?` within a name, `**` across folders.

/** Whether a path argument is a pattern and not a name. */
export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

/** A test for whole paths with `/` between names. `**` between slashes also stands for no folder at all. */
export function compilePattern(pattern: string): (path: string) => boolean {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 3;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 2;
    } else {
      source += patternCharacter(pattern[at] as string);
      at++;
    }
  }
  const expression = new RegExp(`^${source}$`, 'u');
  return (path) => expression.test(path);
}

function patternCharacter(character: string): string {
  if (character === '*') return '[^/]*';
  if (character === '?') return '[^/]';
  return character.replace(/[\\^$.|+()[\]{}]/u, '\\$&');
}

/** The folder a pattern's matches must lie in: its names before the first one with a wild card. */
export function patternRoot(pattern: string): string {
  const names = pattern.split('/');
  const wild = names.findIndex(isPattern);
  const root = names.slice(0, wild).join('/');
  if (root !== '') return root;
  return pattern.startsWith('/') ? '/' : '.';
}
