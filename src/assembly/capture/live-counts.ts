// What is counted of a live run's events: quality and certificate. With many symbols events are counted a stretch at a
// time, sorted by symbol; whoever reads the counts finds every event counted.

import type { CrossingEvent } from '../../core/market/crossing.js';
import type { EventBatch } from '../../core/market/event-batch.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { initCertificate, stepCertificate } from '../../core/quality/certificate.js';
import {
  type EventLog,
  appendToLog,
  hasRoom,
  initEventLog,
  isOrdinary,
  sortLog,
} from '../../core/quality/event-log.js';
import {
  type QualityState,
  initQuality,
  stepExcess,
  stepQuality,
  stepSorted,
} from '../../core/quality/stream-quality.js';

export interface LiveCounts {
  readonly quality: QualityState;
  readonly certificate: CertificateState;
  /** Takes the events of a batch, and the crossings that the chain found in it. */
  take(events: EventBatch, crossings: readonly CrossingEvent[]): void;
}

export interface CountsConfig {
  /** How many there will be. */
  readonly symbols: number;
  /** As of initCertificate. */
  readonly needsBook: boolean;
  /** Symbols by the code of their events; grows as they are seen. */
  readonly names: readonly string[];
}

/** Beyond it latencies of each symbol are kept more coarsely, and events are counted by symbol. */
const FEW_SYMBOLS = 64;
/** A third of a second of a full market: some dozen events a symbol. */
const LOG_EVENTS = 8_192;

export function createLiveCounts({ symbols, needsBook, names }: CountsConfig): LiveCounts {
  const quality = initQuality(symbols > FEW_SYMBOLS ? 2 : 3);
  const certificate = initCertificate(needsBook);
  const count = (events: EventBatch, crossings: readonly CrossingEvent[]): void => {
    stepQuality(quality, events, crossings);
    stepCertificate(certificate, events, names);
  };
  if (symbols <= FEW_SYMBOLS) return { quality, certificate, take: count };
  const log = initEventLog(LOG_EVENTS);
  const excessUs = new Float64Array(LOG_EVENTS);
  const settle = (): void => settleLog(log, { quality, certificate, names });
  return {
    get quality() {
      settle();
      return quality;
    },
    get certificate() {
      settle();
      return certificate;
    },
    take(events, crossings) {
      if (events.count === 0) return;
      if (!hasRoom(log, events)) settle();
      if (quality.started && crossings.length === 0 && hasRoom(log, events) && isOrdinary(events)) {
        stepExcess(quality, events, excessUs);
        appendToLog(log, events, excessUs);
        return;
      }
      settle();
      count(events, crossings);
    },
  };
}

interface Ledgers {
  readonly quality: QualityState;
  readonly certificate: CertificateState;
  readonly names: readonly string[];
}

function settleLog(log: EventLog, { quality, certificate, names }: Ledgers): void {
  if (log.events.count === 0) return;
  sortLog(log);
  stepSorted(quality, log.sorted, log.sortedExcessUs);
  stepCertificate(certificate, log.sorted, names);
}
