// `--symbols-file`: symbols one a line, comments behind #.

import { canonicalSymbol } from '../../cli/values/symbol.js';
import { DataError } from '../../platform/errors.js';
import { readTextFile } from '../../platform/text-file.js';

/** In the order of the file, each once. Throws DataError with path and line. */
export function readSymbolsFile(path: string): readonly string[] {
  const file = readTextFile(path);
  if (file.kind !== 'text') {
    const reason = file.kind === 'missing' ? 'does not exist' : file.reason;
    throw new DataError(`${path} ${reason}`, { code: 'V13_SYMBOLS_FILE', path, hint: 'name a text file' });
  }
  const symbols = new Set<string>();
  for (const [i, line] of file.text.split('\n').entries()) {
    for (const word of (line.split('#')[0] ?? '').split(/[\s,]+/).filter((one) => one !== '')) {
      const symbol = canonicalSymbol(word);
      if (!symbol.ok) {
        throw new DataError(`${path}:${i + 1}: ${word}: ${symbol.problem}`, {
          code: 'V13_SYMBOLS_FILE',
          path,
          line: i + 1,
          hint: symbol.hint ?? 'write one symbol a line',
        });
      }
      symbols.add(symbol.value);
    }
  }
  if (symbols.size > 0) return [...symbols];
  throw new DataError(`${path} names no symbol`, { code: 'V13_SYMBOLS_FILE', path, hint: 'write one symbol a line' });
}
