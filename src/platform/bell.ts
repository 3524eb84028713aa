// The bell of the terminal: no text, so that it disturbs no screen.

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** False where there is no terminal to ring. */
export function ringBell(terminal: Terminal = process.stderr): boolean {
  if (terminal.isTTY !== true) return false;
  terminal.write('\u0007');
  return true;
}
