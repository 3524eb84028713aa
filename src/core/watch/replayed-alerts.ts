// The alerts of a replay, as a capture would have raised them: conditions on the rows, data quality once a second of the
// data's own clock. Latency and disk have none: the exchange's clock is not recorded, and nothing is written.

import { type AlertState, initAlert, stepAlert } from '../alert/alert.js';
import { valuesText } from '../alert/alert-text.js';
import type { Expression } from '../alert/expression.js';
import { formatExpression } from '../alert/format.js';
import { type QualityAlerts, initQualityAlerts, stepQualityAlerts } from '../alert/quality-alerts.js';
import type { QualityConfig, QualityFigures } from '../alert/quality-figures.js';
import { type ShownAlerts, showCleared, showRaised } from '../alert/shown-alerts.js';
import { namedValues, usedNames } from '../alert/used-names.js';
import type { SignalRow } from '../pipeline/row.js';
import type { QualityState } from '../quality/stream-quality.js';
import { heardOf } from './heard.js';

export interface ReplayedAlertSetting {
  readonly expressions: readonly Expression[];
  /** Null: none of data quality. */
  readonly quality: QualityConfig | null;
  /** Least time between two alerts of one expression and symbol, µs. */
  readonly minGapUs: number;
}

export const NO_ALERTS: ReplayedAlertSetting = { expressions: [], quality: null, minGapUs: 0 };

/** Plain data: structuredClone is a checkpoint. */
export interface ReplayedAlerts {
  readonly conditions: readonly AlertState[];
  readonly quality: QualityAlerts | null;
  readonly shown: ShownAlerts;
  /** When data quality is looked at next; null before the first frame. */
  nextLookUs: number | null;
}

export const initReplayedAlerts = ({ expressions, quality, minGapUs }: ReplayedAlertSetting): ReplayedAlerts => ({
  conditions: expressions.map((expression) => initAlert(expression, { minGapUs })),
  quality: quality === null ? null : initQualityAlerts(quality),
  shown: [],
  nextLookUs: null,
});

const LOOK_US = 1_000_000;
/** Looks at a hole of the data from its beginning, and before its end: what lies between tells nothing new. */
const MOST_LOOKS = 600;
const LAST_LOOKS = 3;

export interface LookInput {
  /** What is known of the streams before the frame that comes at `untilUs`. */
  readonly quality: QualityState;
  readonly symbols: readonly ({ readonly symbol: string } | undefined)[];
  readonly untilUs: number;
}

/** Every second up to the frame that comes now, before it is counted: a silence is seen although nothing comes in it. */
export function lookAtQuality(state: ReplayedAlerts, { quality, symbols, untilUs }: LookInput): void {
  if (state.quality === null) return;
  let nowUs = state.nextLookUs ?? untilUs;
  for (let looks = 0; nowUs <= untilUs; looks++) {
    for (const edge of stepQualityAlerts(state.quality, figuresOf(quality, symbols, nowUs))) {
      const { timeUs, symbol, rule, text } = edge;
      if (edge.kind === 'raise') showRaised(state.shown, { timeUs, symbol, rule, text });
      else showCleared(state.shown, edge);
    }
    const left = Math.floor((untilUs - nowUs) / LOOK_US);
    const passedOver = looks < MOST_LOOKS ? 0 : Math.max(0, left - LAST_LOOKS);
    nowUs += (1 + passedOver) * LOOK_US;
  }
  state.nextLookUs = nowUs;
}

function figuresOf(quality: QualityState, symbols: LookInput['symbols'], nowUs: number): QualityFigures {
  return {
    nowUs,
    symbols: symbols.flatMap((one, code) => {
      if (one === undefined) return [];
      const known = quality.symbols[code];
      const { depthGaps = 0, tradeGaps = 0, resyncs = 0 } = known ?? {};
      return [{ symbol: one.symbol, ...heardOf(known), depthGaps, tradeGaps, resyncs }];
    }),
    latencyP99Us: null,
    disk: null,
  };
}

export function stepReplayedAlerts({ conditions, shown }: ReplayedAlerts, rows: readonly SignalRow[]): void {
  for (const row of rows) for (const condition of conditions) noteEdge(shown, condition, row);
}

function noteEdge(shown: ShownAlerts, alert: AlertState, row: SignalRow): void {
  const edge = stepAlert(alert, row);
  if (edge === null) return;
  const { expression } = alert.held;
  const { timeUs, symbol } = edge;
  const rule = formatExpression(expression);
  if (edge.kind === 'clear') showCleared(shown, { rule, symbol });
  else showRaised(shown, { timeUs, symbol, rule, text: valuesText(namedValues(usedNames(expression), row)) });
}
