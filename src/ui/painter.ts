// Puts drawn lines on the terminal: only those that changed, each at its own place, in one write.

const ESC = '\u001b';
/** Alternate screen, no cursor, no wrapping at the edge (one wide character too many must not scroll). */
export const ENTER = `${ESC}[?1049h${ESC}[?25l${ESC}[?7l`;
export const LEAVE = `${ESC}[0m${ESC}[?7h${ESC}[?25h${ESC}[?1049l`;
/** Terminals that know it show what lies between at once; others ignore it. */
const BEGIN = `${ESC}[?2026h`;
const END = `${ESC}[?2026l`;

export interface PaintTarget {
  write(text: string): unknown;
  /** A reader that does not keep up: what is not painted now is painted later. */
  readonly writableNeedDrain: boolean;
}

export interface Picture {
  readonly lines: readonly string[];
  /** Colours of the empty screen. */
  readonly base: string;
}

export interface Painter {
  enter(): void;
  leave(): void;
  /** Forgets what is on the screen: the next picture is painted whole. */
  forget(): void;
  /** Gives whether the picture is on the screen now. */
  paint(picture: Picture): boolean;
}

/** Sequences that turn the `shown` lines into those of the picture; all of it when nothing is known to be shown. */
export function changes(shown: Picture | null, picture: Picture): string {
  const isNew = shown === null || shown.base !== picture.base || shown.lines.length !== picture.lines.length;
  let text = isNew ? `${picture.base}${ESC}[2J` : '';
  for (const [i, line] of picture.lines.entries()) {
    if (isNew || shown.lines[i] !== line) text += `${ESC}[${i + 1};1H${line}`;
  }
  return text === '' ? '' : BEGIN + text + END;
}

export function createPainter(target: PaintTarget): Painter {
  let shown: Picture | null = null;
  let isEntered = false;
  return {
    enter() {
      if (isEntered) return;
      isEntered = true;
      shown = null;
      target.write(ENTER);
    },
    leave() {
      if (!isEntered) return;
      isEntered = false;
      target.write(LEAVE);
    },
    forget() {
      shown = null;
    },
    paint(picture) {
      if (!isEntered || target.writableNeedDrain) return false;
      const text = changes(shown, picture);
      if (text !== '') target.write(text);
      shown = picture;
      return true;
    },
  };
}
