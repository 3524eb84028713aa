// What v13 says when nothing was asked: start screen and the frame of `v13 --help`.

export const ROOT_TEXT = {
  tagline:
    'an order-flow laboratory for Binance USD-M futures: live or recorded data in, signals and their evidence out',
  more: 'v13 COMMAND --help shows a command; v13 help TOPIC shows exit-codes, config, formats, symbols or time.',
} as const;

export const START_TEXT = {
  title: 'v13, an order-flow laboratory for Binance USD-M futures',
  what: 'It captures and reads market data, rebuilds the order book and computes order flow imbalance, volume delta and their fusion.',
  dataTitle: 'Data',
  noFolder: 'no data yet: the folder does not exist',
  empty: 'no recordings yet',
  faulty: 'The configuration is faulty and is not used here; `v13 config check` lists what is wrong:',
  tryTitle: 'Try',
  helpLine: 'v13 --help lists every command.',
} as const;

/** First line where there are recordings. */
export const REPLAY_ROOT_DOES = 'run what is there through the whole chain';

/** Lines of the start screen and of `v13 --help`, shown where their command exists. */
export const START_EXAMPLES = [
  {
    command: 'capture',
    line: 'v13 capture --symbol ETHUSDT --duration 60s',
    does: 'record a minute of the public market',
  },
  { command: 'replay', line: 'v13 replay FILE', does: 'run a recording through the whole chain' },
  {
    command: 'simulate',
    line: 'v13 simulate --seed 7 --duration 10m --out day.ndjson',
    does: 'make synthetic data, no network needed',
  },
  {
    command: 'emulate',
    line: 'v13 emulate --seed 7',
    does: 'serve a synthetic market to capture from, no network needed',
  },
  { command: 'explain', line: 'v13 explain ofi', does: 'what a figure means' },
  { command: 'config show', line: 'v13 config show', does: 'every setting and where it comes from' },
] as const;
