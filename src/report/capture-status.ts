// One line about a running capture.

import type { CaptureStatus } from '../core/pipeline/capture-status.js';
import { bytesText, countText, figureText, msText, spanText } from './number-text.js';

const QUIET_S = 5;

/** Said as soon as it cannot be overlooked any more: a rate of nought may also be that of a quiet market. */
function silence({ quietSeconds, seconds }: CaptureStatus): string {
  if (quietSeconds === null) return seconds < QUIET_S ? '' : ', no message yet';
  return quietSeconds < QUIET_S ? '' : `, last message ${spanText(Math.floor(quietSeconds) * 1e6)} ago`;
}

/** `EMULATOR 1/1 synced, 120 msg/s, …`: what a person looks at every ten seconds. */
export function statusLine(status: CaptureStatus): string {
  const { latencyUs, offsetUs } = status;
  const shift = offsetUs ?? 0;
  const latency =
    latencyUs === null
      ? 'no latency yet'
      : `latency p50 ${msText(latencyUs.p50 + shift)} p95 ${msText(latencyUs.p95 + shift)} ms${offsetUs === null ? ' (raw)' : ''}`;
  const trouble = [
    [status.depthGaps, 'depth gaps'],
    [status.resyncs, 'resyncs'],
    [status.tradeGaps, 'trade gaps'],
    [status.openHoles, 'open holes'],
    [status.reconnects, 'disconnects'],
    [status.malformed, 'frames that are no messages'],
  ] as const;
  const words = trouble.filter(([count]) => count > 0).map(([count, what]) => `${countText(count)} ${what}`);
  return [
    `${status.environment.toUpperCase()} ${spanText(status.seconds * 1e6)}`,
    `${status.synced}/${status.symbols} synced`,
    ...(status.openConnections < status.connections
      ? [`${status.openConnections}/${status.connections} connected`]
      : []),
    `${figureText(status.perSecond)} msg/s${silence(status)}`,
    latency,
    words.length === 0 ? 'no gaps' : words.join(', '),
    `segment ${status.segment}: ${bytesText(status.segmentBytes)}`,
  ].join(' · ');
}
