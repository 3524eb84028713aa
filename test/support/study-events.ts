// The events of recordings as a study sees them.

import { rawSource } from '../../src/assembly/analyze/raw-source.js';
import { NOTHING_STATED, type RecordingChoices, openRecording } from '../../src/assembly/recording.js';
import type { EventBatch } from '../../src/core/market/event-batch.js';

export const EMPTY_STATED = { ...NOTHING_STATED, strict: false } as const;

/** Shows every batch of every symbol; batches are reused after the call. */
export async function studyEvents(choices: RecordingChoices, show: (batch: EventBatch) => void): Promise<void> {
  const source = rawSource(await openRecording(choices), { strict: false });
  try {
    await source.run(
      { enter: () => undefined, events: show, before: null },
      {
        symbols: new Set(source.symbols),
        toUs: null,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  } finally {
    await source.close();
  }
}
