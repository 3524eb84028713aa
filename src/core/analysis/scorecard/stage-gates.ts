// The stages of the original design with their gates and limits: the only place where a target is written down.

import type { Environment } from '../../market/instrument.js';
import type { EvidenceKind, GateUnit, Limit, StageGate, StagePlan } from './scorecard.js';

const below = (than: number): Limit => ({ is: 'below', than });
const above = (than: number): Limit => ({ is: 'above', than });
const atMost = (than: number): Limit => ({ is: 'atMost', than });
const atLeast = (than: number): Limit => ({ is: 'atLeast', than });
const exactly = (than: number): Limit => ({ is: 'exactly', than });
const within = (than: number, and: number): Limit => ({ is: 'within', than, and });

type Row = readonly [key: string, label: string, unit: GateUnit, limit: Limit];

const gates = (from: EvidenceKind, rows: readonly Row[]): StageGate[] =>
  rows.map(([key, label, unit, limit]) => ({ key, label, from, unit, limit }));

/** Real money's market. */
const AUTHENTIC: readonly Environment[] = ['mainnet'];
/** Orders are tried out on the testnet first, as the original design asks. */
const TRADED: readonly Environment[] = ['mainnet', 'testnet'];

/** The first layer and the stores, of everything that one session has recorded. */
const RECORDING = gates('recording', [
  ['resyncs', 'books begun anew', '', exactly(0)],
  ['breaks', 'breaks of the id chain', '', exactly(0)],
  ['latency_p95', 'event latency p95', 'ms', below(2_500)],
  ['rate', 'messages a second', 'msg/s', above(1)],
  ['disconnects', 'connections lost', '', exactly(0)],
  ['written', 'NDJSON recorded', 'B', above(0)],
  ['unsealed', 'segments that are not as they were sealed', '', exactly(0)],
]);

const LAKE = gates('lake', [['parquet', 'Parquet files of its tables', '', above(0)]]);

/** The run of thirty minutes. */
const STEADY = gates('capture', [
  ['steady.seconds', 'steady run', 's', atLeast(1_800)],
  ['steady.rate', 'steady run: messages a second', 'msg/s', atLeast(1)],
  ['steady.latency_p50', 'steady run: event latency p50', 'ms', below(100)],
  ['steady.latency_p95', 'steady run: event latency p95', 'ms', below(150)],
  ['steady.latency_p99', 'steady run: event latency p99', 'ms', below(200)],
  ['steady.latency_max', 'steady run: event latency, hard cap', 'ms', below(2_500)],
  ['steady.breaks', 'steady run: breaks of the id chain', '', exactly(0)],
  ['steady.resyncs', 'steady run: books begun anew', '', exactly(0)],
  ['steady.reconnects', 'steady run: connections made anew', '', atMost(1)],
  ['steady.batch_span', 'steady run: ids a depth message p95', '', below(1_000)],
  ['steady.log_queue', 'steady run: lines that wait for the log p95', '', below(100)],
  ['steady.log_drops', 'steady run: lines of the log lost', '', exactly(0)],
  ['steady.written', 'steady run: NDJSON written', 'B', above(0)],
  ['steady.rotations', 'steady run: segments ended and begun', '', atLeast(1)],
]);

const COMPUTE = [
  ...gates('replay', [
    ['ofi_ms', 'order flow an update p99', 'ms', below(10)],
    ['cvd_ms', 'volume delta an update p99', 'ms', below(5)],
    ['fusion_ms', 'fusion an update p99', 'ms', below(3)],
    ['ofi_known', 'rows with an OFI z', 'share', above(0)],
    ['cvd_known', 'rows with a CVD z', 'share', above(0)],
  ]),
  ...gates('capture', [['end_to_end_ms', 'receipt to signal p99', 'ms', below(20)]]),
];

const VALIDATE = gates('analysis', [
  ['coverage', 'verified time', 'h', atLeast(24)],
  ['hit.ofi', 'hit rate of OFI', 'share', above(0.55)],
  ['hit.cvd', 'hit rate of CVD', 'share', above(0.55)],
  ['hit.divergence', 'hit rate of divergence', 'share', above(0.55)],
  ['hit.fusion', 'hit rate of fusion', 'share', above(0.6)],
  ['fusion_gain', 'fusion above the better of the two, lower bound', 'share', above(0)],
]);

const TRADE = gates('trade', [
  ['hours', 'continuous run', 'h', atLeast(24)],
  ['execution', 'orders that succeeded', 'share', above(0.95)],
  ['order_ms', 'order latency p95', 'ms', below(1_000)],
  ['win_rate', 'trades won', 'share', above(0.55)],
  ['pnl', 'profit after costs', '', above(0)],
  ['drawdown', 'largest drawdown', 'share', below(0.1)],
  ['trades_a_day', 'trades', 'perDay', within(5, 20)],
]);

const TRAIN = gates('train', [
  ['trades', 'trades collected', '', atLeast(1_000)],
  ['expert.accuracy', 'accuracy of the OFI expert on unseen data', 'share', above(0.6)],
  ['expert.inference_ms', 'inference of the OFI expert p99', 'ms', below(50)],
  ['expert.reload', 'predictions that differ after loading', '', exactly(0)],
  ['sequence.accuracy', 'accuracy of the sequence model on unseen data', 'share', above(0.7)],
  ['sequence.inference_ms', 'inference of the sequence model p99', 'ms', below(100)],
  ['win_rate_gain', 'trades won above the plain strategy', 'share', atLeast(0.05)],
  ['quality_gain', 'signal quality above the plain strategy', 'share', atLeast(0.1)],
  ['final.win_rate', 'trades won', 'share', above(0.65)],
  ['final.trades_a_day', 'trades', 'perDay', within(50, 100)],
  ['final.sharpe', 'Sharpe ratio, annual', '', above(1)],
  ['final.drawdown', 'largest drawdown', 'share', below(0.05)],
]);

export const STAGE_PLANS: readonly StagePlan[] = [
  {
    stage: 'capture',
    passesOn: AUTHENTIC,
    commands: {
      recording: 'v13 capture --symbol ETHUSDT --duration 24h',
      capture: 'v13 capture --symbol ETHUSDT --duration 30m --gate steady-30m --rotate 10m',
      lake: 'v13 convert',
    },
    gates: [...RECORDING, ...LAKE, ...STEADY],
  },
  {
    stage: 'compute',
    passesOn: AUTHENTIC,
    commands: {
      replay: 'v13 replay --json > v13-data/reports/replay.json',
      capture: 'v13 capture --symbol ETHUSDT --duration 30m',
    },
    gates: COMPUTE,
  },
  {
    stage: 'validate',
    passesOn: AUTHENTIC,
    commands: { analysis: 'v13 analyze --symbol ETHUSDT --horizon 60s' },
    gates: VALIDATE,
  },
  { stage: 'trade', passesOn: TRADED, commands: { trade: 'v13 trade' }, gates: TRADE },
  { stage: 'train', passesOn: AUTHENTIC, commands: { train: 'v13 train' }, gates: TRAIN },
];
