// Alerts of a running session: rows and figures in; records, log lines, notices and the list for screens out.
//
// It takes part in the work of a capture and never holds it up: everything that waits is done behind it, and a fault of
// its own ends the alerts, not the capture.

import { type AlertState, initAlert, stepAlert } from '../../core/alert/alert.js';
import { CLEARED, valuesText, withUntold } from '../../core/alert/alert-text.js';
import type { Expression } from '../../core/alert/expression.js';
import { formatExpression } from '../../core/alert/format.js';
import { type NoticeState, initNotices, stepNotices } from '../../core/alert/notice-limit.js';
import { type QualityAlerts, initQualityAlerts, stepQualityAlerts } from '../../core/alert/quality-alerts.js';
import type { QualityConfig, QualityEdge, QualityFigures } from '../../core/alert/quality-figures.js';
import { ALERT_SCHEMA, type AlertRecord, recordLine } from '../../core/alert/record.js';
import { type ShownAlerts, showCleared, showRaised } from '../../core/alert/shown-alerts.js';
import { namedValues, usedNames } from '../../core/alert/used-names.js';
import type { Environment } from '../../core/market/instrument.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import type { RaisedAlert } from '../../core/alert/raised.js';
import type { AlertFile } from '../../store/alert-file.js';
import { type NoticeQueue, type Notifier, createNoticeQueue } from './notice-queue.js';

export interface AlertSetting {
  readonly expressions: readonly Expression[];
  /** Null: no alerts of data quality. */
  readonly quality: QualityConfig | null;
  /** Least time between two alerts of one expression and symbol, µs. */
  readonly minGapUs: number;
  /** Notices in a minute, of all rules together. */
  readonly perMinute: number;
}

export interface AlertWorld {
  readonly env: Environment;
  readonly notifiers: readonly Notifier[];
  /** Null records nothing. */
  readonly file: AlertFile | null;
  readonly log: { warn(message: string, fields: Readonly<Record<string, unknown>>): void };
  /** Tells a person of an alert in a line; null where a screen shows it. */
  readonly tell: ((text: string, timeUs: number) => void) | null;
  /** Tells a person that something about the alerts is wrong. */
  readonly warn: (text: string) => void;
}

export interface AlertTotals {
  readonly raised: number;
  /** Raised, and for the limit a minute nobody told of them. */
  readonly untold: number;
}

export interface AlertEngine {
  /** Rows of all symbols as they are made, each symbol's in the order of time. Never throws. */
  rows(rows: readonly SignalRow[]): void;
  /** To be called once a second; the figures are taken only where they are looked at. Never throws. */
  figures(take: () => QualityFigures): void;
  /** Id of the session that records name from now on. */
  begin(session: string): void;
  /** Newest first, at most 100, standing and over. */
  raised(): readonly RaisedAlert[];
  readonly totals: () => AlertTotals;
  /** Gives what is under way two seconds, then ends it. */
  close(): Promise<void>;
}

const PATIENCE_MS = 2_000;

interface Rule {
  readonly name: string;
  readonly state: AlertState;
  readonly used: ReturnType<typeof usedNames>;
}

type Edge = Omit<AlertRecord, 'schema' | 'env' | 'session'>;

export function createAlertEngine(setting: AlertSetting, world: AlertWorld): AlertEngine {
  return new Engine(setting, world);
}

class Engine implements AlertEngine {
  readonly #world: AlertWorld;
  readonly #rules: readonly Rule[];
  readonly #quality: QualityAlerts | null;
  readonly #notices: NoticeState;
  readonly #queues: readonly NoticeQueue[];
  readonly #shown: ShownAlerts = [];
  /** Faults that have been told of, a place each. */
  readonly #told = new Set<string>();
  #session: string | null = null;
  #raised = 0;
  #isBroken = false;

  constructor({ expressions, quality, minGapUs, perMinute }: AlertSetting, world: AlertWorld) {
    this.#world = world;
    this.#rules = expressions.map((expression) => ({
      name: formatExpression(expression),
      state: initAlert(expression, { minGapUs }),
      used: usedNames(expression),
    }));
    this.#quality = quality === null ? null : initQualityAlerts(quality);
    this.#notices = initNotices({ perMinute });
    this.#queues = world.notifiers.map((notifier) =>
      createNoticeQueue(notifier, (name, fault) => this.#undelivered(name, fault)),
    );
  }

  rows(rows: readonly SignalRow[]): void {
    if (this.#rules.length === 0) return;
    this.#guard(() => {
      for (const row of rows) for (const rule of this.#rules) this.#step(rule, row);
    });
  }

  figures(take: () => QualityFigures): void {
    const quality = this.#quality;
    if (quality === null) return;
    this.#guard(() => {
      for (const edge of stepQualityAlerts(quality, take())) this.#take(qualityRecord(edge));
    });
  }

  begin(session: string): void {
    this.#session = session;
  }

  raised(): readonly RaisedAlert[] {
    // A copy: snapshots are kept and compared.
    return [...this.#shown];
  }

  totals(): AlertTotals {
    return { raised: this.#raised, untold: this.#notices.untoldInAll };
  }

  async close(): Promise<void> {
    const { file, warn } = this.#world;
    await within(PATIENCE_MS, [...this.#queues.map((queue) => queue.drained()), file?.flush() ?? Promise.resolve()]);
    await Promise.all(this.#queues.map((queue) => queue.end()));
    const { untoldInAll } = this.#notices;
    if (untoldInAll > 0)
      warn(`${untoldInAll} alerts were recorded and not told: more than ${this.#notices.config.perMinute} a minute`);
    for (const { name, counts } of this.#queues) {
      const { failed, dropped } = counts();
      if (failed + dropped > 0) warn(`${name}: ${failed} notices failed, ${dropped} were left out`);
    }
  }

  #step({ name, state, used }: Rule, row: SignalRow): void {
    const edge = stepAlert(state, row);
    if (edge === null) return;
    const values = namedValues(used, row);
    const isRaise = edge.kind === 'raise';
    this.#take({
      time_us: edge.timeUs,
      state: isRaise ? 'raised' : 'cleared',
      rule: name,
      symbol: edge.symbol,
      text: isRaise ? valuesText(values) : CLEARED,
      values,
      since_us: edge.sinceUs,
      suppressed: edge.suppressed,
    });
  }

  #take(edge: Edge): void {
    const { env, file } = this.#world;
    const record: AlertRecord = { schema: ALERT_SCHEMA, ...edge, env, session: this.#session };
    file?.append(recordLine(record), record.time_us);
    if (record.state === 'raised') this.#raise(record);
    else showCleared(this.#shown, record);
  }

  #raise(record: AlertRecord): void {
    const { log, tell } = this.#world;
    this.#raised++;
    const { time_us: timeUs, symbol, rule, text } = record;
    showRaised(this.#shown, { timeUs, symbol, rule, text });
    log.warn('alert', { event: 'alert', rule, symbol, text, values: record.values, suppressed: record.suppressed });
    const untold = stepNotices(this.#notices, timeUs);
    if (untold === null) return;
    const told = withUntold(text, untold);
    tell?.(`alert ${rule}${symbol === null || text.startsWith(symbol) ? '' : `, ${symbol}`}: ${told}`, timeUs);
    for (const queue of this.#queues) queue.push({ ...record, text: told });
  }

  /** A place that takes nothing is told of once; every fault is counted and logged. */
  #undelivered(name: string, fault: string): void {
    this.#world.log.warn('notice not delivered', { event: 'notice', to: name, fault });
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#world.warn(`${name} was not told of an alert: ${fault}`);
  }

  #guard(step: () => void): void {
    if (this.#isBroken) return;
    try {
      step();
    } catch (error) {
      this.#isBroken = true;
      this.#world.warn(`alerts have failed and end; the capture goes on: ${(error as Error).stack ?? String(error)}`);
    }
  }
}

const qualityRecord = (edge: QualityEdge): Edge => ({
  time_us: edge.timeUs,
  state: edge.kind === 'raise' ? 'raised' : 'cleared',
  rule: edge.rule,
  symbol: edge.symbol,
  text: edge.kind === 'raise' ? edge.text : CLEARED,
  values: edge.values,
  since_us: edge.timeUs,
  suppressed: edge.suppressed,
});

/** Waits for all of them, but not longer than so. */
async function within(patienceMs: number, work: readonly Promise<void>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(work), patience]);
  clearTimeout(timer);
}
