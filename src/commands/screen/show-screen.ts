// Shows the dashboard of a running session on this process's terminal; loads the screen only then.

import type { Context } from '../../cli/context.js';
import { UsageError } from '../../platform/errors.js';
import { ownProgram } from '../../platform/own-command.js';
import { fileBeside } from '../../platform/worker-thread.js';
import type { WatchSource } from '../../ui/source.js';
import type { ScreenLook, ScreenWish } from './screen-options.js';
import { putSource } from './put-source.js';
import type { SteppedSource } from './show-apart.js';
import { processHost } from './terminal.js';

const FRAMES_PER_SECOND = 10;
/** Built beside the program. */
const SCREEN_THREAD = 'screen-thread.js';

export interface ShownScreen {
  /** One that gives its snapshots in steps is drawn in a thread of its own: its process has something better to do. */
  readonly source: WatchSource | (WatchSource & SteppedSource);
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
  const { timeZone, lang, variables } = context;
  const { look, symbol, noColor, source, signal, onQuit } = shown;
  const options = {
    ...{ signal, onQuit, variables, stdin: process.stdin, stdout: process.stdout, host: processHost(process) },
    choices: { ...look, timeZone, lang, noColor, symbol, frameRate: FRAMES_PER_SECOND },
  };
  const program = ownProgram();
  const file = fileBeside(program, SCREEN_THREAD);
  if ('steps' in source && file !== null) {
    const { runScreenApart } = await import('./show-apart.js');
    await runScreenApart({ ...options, source, file, program });
    return;
  }
  const { runScreen } = await import('../../ui/run-screen.js');
  await runScreen({ ...options, source: putSource(source, context.words) });
}
