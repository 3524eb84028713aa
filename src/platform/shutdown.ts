// Signals of the operating system as one AbortSignal.

import { InterruptedError } from './errors.js';

export interface Shutdown {
  readonly controller: AbortController;
  /** Stops listening. */
  readonly dispose: () => void;
}

/**
 * The first SIGINT, SIGTERM or SIGHUP (the terminal was closed) aborts with InterruptedError, so that work can end in order;
 * `onSecond` is called for any later one: somebody does not want to wait.
 */
export function listenForSignals(source: NodeJS.EventEmitter, onSecond: () => void): Shutdown {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const handlers = names.map((name) => () => {
    if (controller.signal.aborted) onSecond();
    else controller.abort(new InterruptedError(name));
  });
  for (const [index, name] of names.entries()) source.on(name, handlers[index] ?? onSecond);
  return {
    controller,
    dispose: () => {
      for (const [index, name] of names.entries()) source.off(name, handlers[index] ?? onSecond);
    },
  };
}
