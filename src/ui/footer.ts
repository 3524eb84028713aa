// The line at the bottom: the prompt while something is asked, else a passing word and hints of keys.

import { type Cell, type Line, cell } from './cell.js';
import type { Words } from './header.js';
import { type KeyBinding, hintsFor } from './keymap.js';
import { type Prompt, type ScreenModel, isReplay } from './model.js';
import { clipLine, lineWidth } from './width.js';

function promptLine(prompt: Prompt, { text }: Words): Line {
  const words = text.shell.prompt;
  if (prompt.kind === 'confirm') return [{ ...cell(` ${words[prompt.what]}`, 'warn'), isInverse: true }];
  // A cursor of its own: the terminal's is hidden.
  return [cell(` ${words[prompt.kind]}`, 'key'), cell(prompt.text, 'strong'), { ...cell(' '), isInverse: true }];
}

type HintName = keyof Words['text']['shell']['hint'];

function hintCells(binding: KeyBinding, { text }: Words): readonly Cell[] {
  const words: Readonly<Partial<Record<string, string>>> = text.shell.hint;
  const name = words[binding.action satisfies string as HintName];
  return name === undefined ? [] : [cell(`  ${binding.keys[0] ?? ''}`, 'key'), cell(` ${name}`, 'dim')];
}

/** As many hints as fit whole, most needed first. */
export function footerLine(model: ScreenModel, words: Words, width: number): Line {
  if (model.prompt !== null) return clipLine(promptLine(model.prompt, words), width);
  const notice: Line = model.notice === null ? [] : [cell(` ${model.notice.text} `, 'accent')];
  const line: Cell[] = [...clipLine(notice, width)];
  for (const binding of hintsFor({ isOverview: model.view === 'overview', isReplay: isReplay(model) })) {
    const cells = hintCells(binding, words);
    if (lineWidth(line) + lineWidth(cells) > width) break;
    line.push(...cells);
  }
  return line;
}
