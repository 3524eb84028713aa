// metrics.json every ten seconds, and the page for Prometheus where it was asked for.

import { metricsInput } from '../../assembly/capture/metrics-input.js';
import { knownSymbols } from '../../assembly/capture/known-symbols.js';
import type { CaptureSession } from '../../assembly/capture/capture-session.js';
import type { Context } from '../../cli/context.js';
import { captureFamilies } from '../../core/quality/capture-metric-list.js';
import { type CaptureMetricsInput, captureMetrics } from '../../core/quality/capture-metrics.js';
import type { CaptureMetrics } from '../../core/quality/metrics-document.js';
import { writeFileAtomic } from '../../platform/atomic-file.js';
import { residentBytes } from '../../platform/machine.js';
import { expositionText } from '../../platform/metrics.js';
import { type MetricsServer, openMetricsServer } from '../../platform/metrics-server.js';
import { joinPath } from '../../platform/paths.js';

export interface MetricsOutlet {
  begin(session: CaptureSession): Promise<void>;
  /** Writes metrics.json anew and gives it; a disk that cannot take it is told once. */
  update(session: CaptureSession): CaptureMetrics;
  end(): Promise<void>;
}

export interface MetricsChoices {
  readonly folder: string;
  /** Null serves no page. */
  readonly port: number | null;
  readonly log: () => CaptureMetricsInput['logQueue'];
}

export function openMetrics({ folder, port, log }: MetricsChoices, ctx: Context): MetricsOutlet {
  const path = joinPath(folder, 'metrics.json');
  let server: MetricsServer | null = null;
  let last: CaptureMetrics | null = null;
  let complained = false;
  let writing: Promise<void> = Promise.resolve();
  const measure = (session: CaptureSession): CaptureMetrics =>
    captureMetrics(metricsInput(session, log(), residentBytes()), last);
  return {
    async begin(session) {
      if (port === null) return;
      server = await openMetricsServer({
        port,
        metrics: () => expositionText(captureFamilies(measure(session))),
        health: () => {
          const synced = knownSymbols(session);
          const ok = session.writer.state().failed === null && synced === session.symbols.length;
          return { ok, text: `synced ${synced}/${session.symbols.length}` };
        },
      });
      ctx.talk.info(`metrics: ${server.url}`);
    },
    update(session) {
      last = measure(session);
      const text = `${JSON.stringify(last, null, 2)}\n`;
      writing = writing
        .then(() => writeFileAtomic(path, text))
        .catch((error: unknown) => {
          if (!complained) ctx.talk.warn(error instanceof Error ? error.message : String(error));
          complained = true;
        });
      return last;
    },
    async end() {
      await writing;
      await server?.close();
    },
  };
}
