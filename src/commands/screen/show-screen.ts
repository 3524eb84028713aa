// Shows the dashboard of a running session on this process's terminal; loads the screen only then.

import type { Context } from '../../cli/context.js';
import { UsageError } from '../../platform/errors.js';
import type { WatchSource } from '../../ui/source.js';
import type { ScreenLook, ScreenWish } from './screen-options.js';
import { putSource } from './put-source.js';
import { processHost } from './terminal.js';

const FRAMES_PER_SECOND = 10;

export interface ShownScreen {
  readonly source: WatchSource;
  readonly look: ScreenLook;
  /** Symbol to open with; null for the overview. */
  readonly symbol: string | null;
  readonly noColor: boolean;
  /** Ends the screen; the command's own signal, or one that ends with its work. */
  readonly signal: AbortSignal;
  /** The user wants out: end the work in order. */
  readonly onQuit: () => void;
}

/** Whether a screen can be shown: keys come from a terminal and pictures go to one that knows its own size. */
export const hasTerminal = ({ isTty, variables }: Pick<Context, 'isTty' | 'variables'>): boolean =>
  isTty.stdin && isTty.stdout && variables['TERM'] !== 'dumb';

/** @throws UsageError where a screen must be shown and cannot */
export function wantsScreen(context: Context, wish: ScreenWish): boolean {
  if (wish === 'always') requireTerminal(context);
  return wish !== 'never' && hasTerminal(context) && (wish === 'always' || !(context.isQuiet || context.wantsJson));
}

function requireTerminal(context: Context): void {
  if (hasTerminal(context)) return;
  throw new UsageError('a screen needs a terminal for keys and for the picture', {
    code: 'V13_NO_TERMINAL',
    hint: 'run it in a terminal, or leave the screen out with --no-tui',
  });
}

/** Resolves with the terminal as it was, when the user has quit or the signal aborts. */
export async function showScreen(shown: ShownScreen, context: Context): Promise<void> {
  requireTerminal(context);
  const { runScreen } = await import('../../ui/run-screen.js');
  const { timeZone, lang, variables } = context;
  const { look, symbol, noColor, source, signal, onQuit } = shown;
  await runScreen({
    source: putSource(source, context.words),
    signal,
    onQuit,
    variables,
    stdin: process.stdin,
    stdout: process.stdout,
    host: processHost(process),
    choices: { ...look, timeZone, lang, noColor, symbol, frameRate: FRAMES_PER_SECOND },
  });
}
