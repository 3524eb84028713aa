// What the main thread and the thread of a screen say to each other.

import type { WatchRequest } from '../../core/watch/snapshot.js';
import type { TerminalGate } from '../../platform/terminal-gate.js';
import type { ScreenChoices } from '../../ui/run-screen.js';
import type { SnapshotPiece } from './apart-pieces.js';

export interface ApartData {
  readonly choices: ScreenChoices;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly gate: TerminalGate;
  /** Of the terminal. */
  readonly fd: number;
  readonly size: { readonly columns: number; readonly rows: number };
  /** Our own program's file. */
  readonly program: string;
}

export type ToScreen =
  | { readonly kind: 'keys'; readonly text: string }
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'piece'; readonly piece: SnapshotPiece }
  | { readonly kind: 'suspend' | 'resume' | 'end' };

export type FromScreen =
  | { readonly kind: 'ask'; readonly request: WatchRequest }
  | { readonly kind: 'raw'; readonly isRaw: boolean }
  | { readonly kind: 'quit' | 'stop' | 'ended' };
