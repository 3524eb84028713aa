// `v13 fetch` without its words: files of public history to the disk, two at a time.

import { joinPath } from '../../platform/paths.js';
import { type DownloadTools, download } from '../../store/fetch/download.js';
import type { FetchItem } from '../../store/fetch/fetch-plan.js';
import { type ImportRecord, importOfUrl, readImports } from '../../store/imports/import-ledger.js';
import { createNetwork } from './fetch-network.js';
import type { FetchChoices, FetchNetwork, FetchWatch, FetchedFile } from './fetch-types.js';

const CONCURRENT = 2;

/** Every file, in the order asked for. Throws VenueError, StoreError: what has come by then stays, and is resumed next time. */
export async function fetchFiles(
  choices: FetchChoices,
  network: FetchNetwork,
  watch: FetchWatch,
): Promise<FetchedFile[]> {
  const records = choices.skipHeld ? await readImports(choices.dataRoot) : [];
  const tools = createNetwork(network);
  const ended: FetchedFile[] = [];
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(watch.signal.reason);
  if (watch.signal.aborted) stop();
  watch.signal.addEventListener('abort', stop, { once: true });
  const meter = createMeter(watch);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < choices.items.length) {
      const index = next++;
      const item = choices.items[index] as FetchItem;
      const file = await fetchOne(item, { choices, records, tools, signal: stopping.signal, meter, watch });
      ended[index] = file;
      watch.onFile(file);
    }
  };
  try {
    const results = await Promise.allSettled(
      Array.from({ length: CONCURRENT }, () =>
        worker().catch((error: unknown) => {
          stopping.abort(error);
          throw error;
        }),
      ),
    );
    watch.signal.throwIfAborted();
    // The other worker only says that it was stopped: the reason is the first failure.
    if (results.some(({ status }) => status === 'rejected')) throw stopping.signal.reason;
    return ended;
  } finally {
    watch.signal.removeEventListener('abort', stop);
    tools.close();
  }
}

interface Meter {
  note(url: string, bytes: number, total: number | null): void;
}

function createMeter(watch: FetchWatch): Meter {
  const files = new Map<string, { bytes: number; total: number }>();
  return {
    note(url, bytes, total) {
      files.set(url, { bytes, total: total ?? bytes });
      let [done, all] = [0, 0];
      for (const file of files.values()) {
        done += file.bytes;
        all += file.total;
      }
      watch.onProgress(done, all);
    },
  };
}

interface One {
  readonly choices: FetchChoices;
  readonly records: readonly ImportRecord[];
  readonly tools: DownloadTools;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly watch: FetchWatch;
}

async function fetchOne(item: FetchItem, one: One): Promise<FetchedFile> {
  const { choices, records, tools, signal, meter, watch } = one;
  const nothing = { item, path: null, bytes: 0, sha256: null, isChecked: false };
  if (importOfUrl(records, item.url) !== null) return { ...nothing, end: 'held' };
  const { url, checksumUrl, name } = item;
  const path = joinPath(choices.folder, name);
  const onProgress = (bytes: number, total: number | null): void => meter.note(url, bytes, total);
  const end = await download({ url, checksumUrl, path }, tools, { signal, onProgress, onNote: watch.onNote });
  if (end.kind === 'absent') return { ...nothing, end: 'absent' };
  return { item, end: 'fetched', path, bytes: end.bytes, sha256: end.sha256, isChecked: end.isChecked };
}
