// The Ink side of the dashboard: mounts the tree, takes keys, and paints each picture once React has committed it.
//
// The picture itself does not go through Ink's output: that takes 22 ms a frame at 120×40 (one object a cell), keeps every
// text it ever measured, clears the terminal when a frame is as tall as it, and prints the last frame only where the
// variable CI is set. So Ink writes to an outlet that drops it, and the painter puts the changed lines in their place.

import { render, useInput } from 'ink';
import { type ReactElement, useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import type { KeyName } from './keymap.js';
import type { Picture } from './painter.js';
import { pressedKeys } from './pressed-keys.js';

/** A value that the tree follows. */
export interface PictureStore {
  readonly get: () => Picture | null;
  readonly set: (picture: Picture) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createPictureStore(): PictureStore {
  let current: Picture | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (picture) => {
      current = picture;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface ScreenProps {
  readonly store: PictureStore;
  readonly paint: (picture: Picture) => void;
  readonly onKey: (key: KeyName) => void;
}

function Screen({ store, paint, onKey }: ScreenProps): ReactElement | null {
  const picture = useSyncExternalStore(store.subscribe, store.get);
  useLayoutEffect(() => {
    if (picture !== null) paint(picture);
  }, [picture, paint]);
  useInput(
    useCallback(
      (input, key) => {
        for (const name of pressedKeys(input, key)) onKey(name);
      },
      [onKey],
    ),
  );
  return null;
}

/** Takes what Ink writes and drops it; the few members are all that Ink asks of an output. */
function silentOutlet(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const outlet = {
    isTTY: false,
    writable: true,
    get columns() {
      return stdout.columns;
    },
    get rows() {
      return stdout.rows;
    },
    write: (_text: string, done?: unknown) => {
      if (typeof done === 'function') (done as () => void)();
      return true;
    },
    on: () => outlet,
    off: () => outlet,
  };
  return outlet as unknown as NodeJS.WriteStream;
}

export interface Mount extends ScreenProps {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** The tree has failed, and draws nothing any more. */
  readonly onFault: (error: unknown) => void;
}

/** Mounts the screen; gives what takes it down again, raw mode off. */
export function mountScreen({ stdin, stdout, onFault, ...props }: Mount): () => void {
  const outlet = silentOutlet(stdout);
  const { unmount, cleanup, waitUntilExit } = render(<Screen {...props} />, {
    stdin,
    stdout: outlet,
    stderr: outlet,
    // Every commit at once, and none of Ink's own ways with a terminal: see above.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  waitUntilExit().catch(onFault);
  return () => {
    unmount();
    cleanup();
  };
}
