// Notices on their way to one place: one at a time, so many waiting, the oldest left out; never anything but counted.

import type { AlertRecord } from '../../core/alert/record.js';

/** What has become of a notice. `fault` in words, without secrets. */
export type Delivery = { readonly ok: true } | { readonly ok: false; readonly fault: string };

export interface Notifier {
  /** As shown to people: `bell`, `webhook HOST`. */
  readonly name: string;
  /** Ends soon after the signal is aborted. Rejecting is a fault of ours, and counted as one of the notice. */
  send(record: AlertRecord, signal: AbortSignal): Promise<Delivery>;
  close(): void;
}

export interface NoticeCounts {
  readonly sent: number;
  readonly failed: number;
  /** Left out because too many were waiting, or because of the end. */
  readonly dropped: number;
}

export interface NoticeQueue {
  readonly name: string;
  push(record: AlertRecord): void;
  readonly counts: () => NoticeCounts;
  /** All that wait have been sent, or cannot be. */
  drained(): Promise<void>;
  /** Ends what is under way, and leaves the rest out. */
  end(): Promise<void>;
}

const MOST_WAITING = 20;

/** @param onFault for every notice that was not delivered */
export function createNoticeQueue(notifier: Notifier, onFault: (name: string, fault: string) => void): NoticeQueue {
  const waiting: AlertRecord[] = [];
  const ending = new AbortController();
  const counts = { sent: 0, failed: 0, dropped: 0 };
  let working: Promise<void> | null = null;
  const deliver = async (record: AlertRecord): Promise<Delivery> => {
    try {
      return await notifier.send(record, ending.signal);
    } catch (error) {
      return { ok: false, fault: error instanceof Error ? error.message : String(error) };
    }
  };
  const work = async (): Promise<void> => {
    for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
      const delivery = await deliver(record);
      if (delivery.ok) counts.sent++;
      else {
        counts.failed++;
        onFault(notifier.name, delivery.fault);
      }
    }
    working = null;
  };
  return {
    name: notifier.name,
    push(record) {
      if (ending.signal.aborted || waiting.length >= MOST_WAITING) counts.dropped++;
      if (ending.signal.aborted) return;
      if (waiting.length >= MOST_WAITING) waiting.shift();
      waiting.push(record);
      working ??= work();
    },
    counts: () => ({ ...counts }),
    async drained() {
      await working;
    },
    async end() {
      counts.dropped += waiting.splice(0).length;
      ending.abort();
      await working;
      notifier.close();
    },
  };
}
