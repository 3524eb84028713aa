// Notices of what is raised while a screen looks on: at a replay that plays, or at a capture elsewhere.

import { ALERT_SCHEMA, type AlertRecord } from '../../core/alert/record.js';
import type { RaisedAlert } from '../../core/alert/raised.js';
import { initNotices, stepNotices } from '../../core/alert/notice-limit.js';
import type { WatchSnapshot } from '../../core/watch/snapshot.js';
import { type Notifier, createNoticeQueue } from '../../assembly/alerts/notice-queue.js';
import type { WatchSource } from '../../ui/source.js';

export interface Told {
  readonly source: WatchSource;
  /** Ends what is under way. */
  close(): Promise<void>;
}

export interface TellWish {
  readonly notifiers: readonly Notifier[];
  /** Notices in a minute of the data. */
  readonly perMinute: number;
  readonly onFault: (name: string, fault: string) => void;
}

const recordOf = ({ timeUs, symbol, rule, text }: RaisedAlert, { env, session }: WatchSnapshot): AlertRecord => ({
  schema: ALERT_SCHEMA,
  ...{ time_us: timeUs, state: 'raised', rule, symbol, text, values: {}, since_us: timeUs, suppressed: 0 },
  env,
  session,
});

/** What is newer than the last look. Of a replay that stands, seeks or went back nothing is news. */
function newsOf(snapshot: WatchSnapshot, lastUs: number): readonly RaisedAlert[] {
  if (snapshot.player !== null && snapshot.player.state !== 'playing') return [];
  return snapshot.alerts.filter(({ timeUs, isActive }) => isActive && timeUs > lastUs).reverse();
}

/** The source, looked at as it is asked. What stood before the first look is no news. */
export function tellOfAlerts(source: WatchSource, { notifiers, perMinute, onFault }: TellWish): Told {
  const queues = notifiers.map((notifier) => createNoticeQueue(notifier, onFault));
  const notices = initNotices({ perMinute });
  let lastUs: number | null = null;
  const look = (snapshot: WatchSnapshot): WatchSnapshot => {
    const newestUs = snapshot.alerts.reduce((most, { timeUs }) => Math.max(most, timeUs), -Infinity);
    if (lastUs !== null) {
      for (const alert of newsOf(snapshot, lastUs)) {
        if (stepNotices(notices, alert.timeUs) === null) continue;
        for (const queue of queues) queue.push(recordOf(alert, snapshot));
      }
    }
    lastUs = newestUs;
    return snapshot;
  };
  return {
    source: {
      snapshot: (request) => look(source.snapshot(request)),
      get player() {
        return source.player;
      },
      get why() {
        return source.why;
      },
    },
    close: async () => {
      await Promise.all(queues.map((queue) => queue.end()));
    },
  };
}
