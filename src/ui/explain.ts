// Asks the source why a signal came, and tells the model what was answered.

import type { WatchSignal } from '../core/watch/detail.js';
import type { ScreenModel } from './model.js';
import type { WatchSource } from './source.js';
import { type Message, textOf } from './update.js';

/** A report is not made narrower; of the width some is kept free on both sides. */
const LEAST_COLUMNS = 40;
const OVERLAY_EDGE = 3;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface ExplainQuestion {
  readonly model: ScreenModel;
  readonly signal: WatchSignal;
}

/** Gives what ends the question when nobody waits for its answer any more. */
export function explain(
  { why }: WatchSource,
  { model, signal }: ExplainQuestion,
  tell: (message: Message) => void,
): () => void {
  const asking = new AbortController();
  const columns = Math.max(LEAST_COLUMNS, model.size.columns - OVERLAY_EDGE);
  const ask = { columns, timeZone: model.choices.timeZone, cancel: asking.signal };
  why?.(signal, ask).then(
    (lines) => tell({ kind: 'why', signal, lines }),
    (error: unknown) => {
      const line = textOf(model).shell.help.failed(messageOf(error));
      tell({ kind: 'why', signal, lines: [line] });
    },
  );
  return () => asking.abort();
}
