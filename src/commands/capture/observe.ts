// What a capture tells while it runs: lines for people, a structured log, metrics.

import type { AlertEngine } from '../../assembly/alerts/alert-engine.js';
import { captureQuality } from '../../assembly/alerts/capture-quality.js';
import type { CaptureObserver } from '../../assembly/capture/capture-run.js';
import type { CaptureConfig } from '../../assembly/capture/capture-config.js';
import type { CaptureSession } from '../../assembly/capture/capture-session.js';
import type { Context } from '../../cli/context.js';
import { initIntervalRate } from '../../core/quality/interval-rate.js';
import type { Logger } from '../../platform/logger.js';
import { captureStatus } from '../../assembly/capture/capture-status.js';
import { captureSummary } from '../../report/capture-summary.js';
import { countedText } from '../../report/number-text.js';
import { statusLine } from '../../report/capture-status.js';
import { costOf } from './cost.js';
import type { Converting } from './keep-converting.js';
import type { MetricsOutlet } from './metrics.js';
import type { Watching } from './watching.js';

const SUMMARY_SECONDS = 10;

/** Lines on stderr every ten seconds, the same as SUMMARY in the log, metrics.json and the Prometheus figures. */
interface Outlets {
  readonly config: CaptureConfig;
  readonly log: Logger;
  readonly metrics: MetricsOutlet;
  readonly converting: Converting | null;
  readonly alerts: AlertEngine;
  readonly watching: Watching;
}

export function observeCapture(ctx: Context, outlets: Outlets): CaptureObserver {
  const { config, log, metrics, converting, alerts, watching } = outlets;
  let seconds = 0;
  const rate = initIntervalRate();
  const summarise = (session: CaptureSession): void => {
    const status = captureStatus(session, { log: log.state(), rate });
    ctx.talk.info(statusLine(status));
    log.info(captureSummary(metrics.update(session)));
  };
  return {
    reached(symbols) {
      const cost = costOf(config, symbols.length);
      ctx.talk.info(`${countedText(symbols.length, 'symbol')}: ${cost.line}`);
      for (const warning of cost.warnings) ctx.talk.warn(warning);
    },
    async opened(session) {
      const { symbols, config, loop } = session;
      const names = symbols.length > 10 ? `${symbols.length} symbols` : symbols.map(({ symbol }) => symbol).join(', ');
      ctx.talk.info(`${config.environment.env.toUpperCase()} ${names}: session ${loop.writer.session}`);
      log.info('capture begins', { session: loop.writer.session, symbols: symbols.length, streams: config.streams });
      alerts.begin(loop.writer.session);
      await metrics.begin(session);
      await watching.opened(session);
    },
    second(session) {
      seconds++;
      converting?.second(ctx.nowUs());
      alerts.figures(() => captureQuality(session));
      if (seconds % SUMMARY_SECONDS === 0) summarise(session);
    },
    async ending(session, end) {
      await watching.close();
      summarise(session);
      log.info('capture ends', { end });
      await metrics.end();
      await converting?.end();
    },
  };
}
