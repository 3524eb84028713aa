// The clock offset in a manifest: the one thing in it that no byte of the segment states. It must be possible.

import type { Certificate } from '../../core/quality/certificate-json.js';
import type { Manifest } from '../../store/manifest.js';
import { type Findings, addDamage } from './findings.js';

/** How far the send times of messages and the exchange's clock over REST may disagree, µs. */
const SLACK_US = 60_000_000;

interface Place {
  readonly path: string;
  /** What the segment's messages say. */
  readonly part: Certificate;
}

/** Adds damage where an offset is no measurement, or would have every message arrive long before it was sent, or long after. */
export function judgeOffset(manifest: Manifest | 'damaged' | null, { path, part }: Place, findings: Findings): void {
  if (manifest === null || manifest === 'damaged' || manifest.clockOffset === null) return;
  const detail = offsetFault(manifest.clockOffset as Readonly<Record<string, unknown>>, part);
  if (detail !== null) addDamage(findings, { path, line: null, code: 'V13_MANIFEST_DIFFERS', detail });
}

function offsetFault({ offsetUs, uncertaintyUs }: Readonly<Record<string, unknown>>, part: Certificate): string | null {
  if (!isNumber(offsetUs)) return 'clockOffset.offsetUs is no number';
  if (uncertaintyUs !== null && (!isNumber(uncertaintyUs) || uncertaintyUs < 0)) {
    return 'clockOffset.uncertaintyUs is neither null nor a length';
  }
  // A clock that was set in the segment has latencies of two kinds.
  if (part.troubles.some(({ kind }) => kind === 'clock_step')) return null;
  const latencies = part.latency.flatMap(({ raw: { min, max } }) =>
    min === null || max === null ? [] : [{ min, max }],
  );
  if (latencies.length === 0) return null;
  const spare = SLACK_US + (uncertaintyUs ?? 0);
  const slowest = Math.max(...latencies.map(({ max }) => max)) + offsetUs;
  const fastest = Math.min(...latencies.map(({ min }) => min)) + offsetUs;
  if (slowest >= -spare && fastest <= spare) return null;
  const seconds = ((slowest < -spare ? slowest : fastest) / 1e6).toFixed(0);
  return `clockOffset: with an offset of ${offsetUs} µs every message would have taken ${seconds} s or ${slowest < -spare ? 'less' : 'more'}`;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
