// What a session tells, in the language of the screen: alerts, troubles and errors of connections come in English.

import type { WatchSnapshot } from '../../core/watch/snapshot.js';
import type { Words } from '../../text/words.js';
import type { WatchSource } from '../../ui/source.js';

/** The same few texts are shown ten times a second: more than these are forgotten. */
const MOST_KEPT = 1_000;

function remembering(put: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before;
    if (kept.size >= MOST_KEPT) kept.clear();
    const after = put(text);
    kept.set(text, after);
    return after;
  };
}

/** A snapshot in the words of a language; itself for English. */
export function snapshotPutter(words: Words): (snapshot: WatchSnapshot) => WatchSnapshot {
  if (words.lang === 'en') return (snapshot) => snapshot;
  const put = remembering(words.message);
  return (snapshot) => ({
    ...snapshot,
    alerts: snapshot.alerts.map((alert) => ({ ...alert, text: put(alert.text) })),
    troubles: snapshot.troubles.map((trouble) => ({ ...trouble, text: put(trouble.text) })),
    connections: snapshot.connections.map((connection) => ({
      ...connection,
      lastError: connection.lastError === null ? null : put(connection.lastError),
    })),
  });
}

/** The source itself for English. */
export function putSource(source: WatchSource, words: Words): WatchSource {
  if (words.lang === 'en') return source;
  const putSnapshot = snapshotPutter(words);
  return {
    snapshot: (request) => putSnapshot(source.snapshot(request)),
    ...(source.next === undefined ? {} : { next: (request) => source.next?.(request) ?? Promise.resolve() }),
    get player() {
      return source.player;
    },
    get why() {
      return source.why;
    },
  };
}
