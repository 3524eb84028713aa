// A frame as plain text: for files, tests and people who read it aloud.

import type { Frame } from './cell.js';
import { cleanText } from './width.js';

/** One line of text a line, without spaces at the ends. */
export function frameText(frame: Frame): string {
  return frame
    .map(
      (line) =>
        `${line
          .map(({ text }) => cleanText(text))
          .join('')
          .trimEnd()}\n`,
    )
    .join('');
}
