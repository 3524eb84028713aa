// The process as the host of a screen: stops, crashes and ends give the terminal back first.

import type { HostHandlers, ScreenHost } from '../../ui/run-screen.js';

/** A stop that does not happen (no shell to come back to) counts as over after this time. */
const NO_STOP_MS = 200;

/**
 * SIGTSTP leaves the screen and stops the whole group, as Ctrl-Z does in a shell; SIGCONT comes back. An uncaught error
 * and the end of the process restore the terminal before anything is printed.
 */
export function processHost(process: NodeJS.Process): ScreenHost {
  let active: HostHandlers | null = null;
  let isStopping = false;

  const onStop = (): void => {
    active?.suspend();
    stop();
  };
  const onContinue = (): void => {
    if (isStopping) process.on('SIGTSTP', onStop);
    isStopping = false;
    // Nobody told a stopped process of another size: its output asks for it as it would have been told.
    process.emit('SIGWINCH');
    active?.resume();
  };
  const onEnd = (): void => active?.restore();

  function stop(): void {
    isStopping = true;
    // Without a listener the signal does what it does by default.
    process.off('SIGTSTP', onStop);
    process.kill(0, 'SIGTSTP');
    setTimeout(() => {
      if (isStopping && active !== null) onContinue();
    }, NO_STOP_MS);
  }

  return {
    attach(handlers) {
      active = handlers;
      process.on('SIGTSTP', onStop);
      process.on('SIGCONT', onContinue);
      process.on('uncaughtExceptionMonitor', onEnd);
      process.on('exit', onEnd);
      return () => {
        active = null;
        process.off('SIGTSTP', onStop);
        process.off('SIGCONT', onContinue);
        process.off('uncaughtExceptionMonitor', onEnd);
        process.off('exit', onEnd);
      };
    },
    stop,
  };
}
