// Frames → events → certificate: the cheap half of the chain, enough to know what is held and what is missing.

import { type EventBatch, clearEventBatch, createEventBatch } from '../../core/market/event-batch.js';
import type { FrameBatch } from '../../core/market/frame.js';
import { initCertificate, stepCertificate } from '../../core/quality/certificate.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { areWithBook } from '../../core/quality/stream-name.js';
import { normalizeFrames } from '../../exchange/binance/normalize.js';
import {
  type Normalizer,
  type NormalizerConfig,
  createNormalizer,
  symbolsOf,
} from '../../exchange/binance/normalizer.js';
import { KEEP_REFUSED } from './findings.js';

const BATCH_EVENTS = 1_040;
const BATCH_LEVELS = 1 << 14;

export interface FrameCounter {
  readonly normalizer: Normalizer;
  readonly events: EventBatch;
  readonly certificate: CertificateState;
  names: string[];
}

/** `streams`: those that the session header names, where there is one. */
export type CounterConfig = Omit<NormalizerConfig, 'keepRefused'> & { readonly streams?: readonly string[] };

export function createFrameCounter({ streams = [], ...config }: CounterConfig): FrameCounter {
  const events = createEventBatch(BATCH_EVENTS, BATCH_LEVELS);
  const normalizer = createNormalizer({ ...config, keepRefused: KEEP_REFUSED }, events);
  return { normalizer, events, certificate: initCertificate(areWithBook(streams)), names: [] };
}

export function countFrames(counter: FrameCounter, frames: FrameBatch): void {
  const { normalizer, events, certificate } = counter;
  let next = 0;
  while (next < frames.count || normalizer.backlog !== null) {
    clearEventBatch(events);
    next = normalizeFrames(normalizer, frames, { from: next, to: frames.count });
    if (counter.names.length < normalizer.sequences.length) counter.names = symbolsOf(normalizer);
    stepCertificate(certificate, events, counter.names);
  }
}
