// Texts of `v13 help TOPIC` that are not generated from tables.

export const TOPIC_SUMMARIES = {
  'exit-codes': 'what each exit code means',
  config: 'the keys of v13.yaml, their variables, flags and defaults',
  formats: 'the files that v13 reads and writes',
  symbols: 'the forms in which a symbol may be typed',
  time: 'times, zones and durations',
} as const;

export type Topic = keyof typeof TOPIC_SUMMARIES;

export const CONFIG_INTRO = `A setting comes from the highest of these layers that has it:
  defaults < preset < v13.yaml < environment (V13_...) < recording < flags
v13.yaml is read from the working directory, or from --config FILE, or from V13_CONFIG.
A preset named in a layer sets every computing key at once, and the explicit values of that same layer stand over it.
The recording is the configuration in a session header: replay uses it unless flags say otherwise.
Secrets never stand in v13.yaml: they come from the environment or from a file of mode 0600.`;

export const CONFIG_EXAMPLE = `v13.yaml, for example:
  grid: 100ms
  ofi:
    mode: cks5
    weights: [0.4, 0.25, 0.2, 0.1, 0.05]
    z: { window: 300, baseline: exclude }
  divergence: { trend_window: 60s }`;

export const FORMATS = `Raw recording, version 1: .ndjson or .ndjson.gz, one JSON object a line, UTF-8.
  stream line    ts_recv, latency_event_ms, latency_pipeline_ms, stream, data (the exchange's bytes, verbatim)
  snapshot line  the same with stream "<symbol>@snapshot", url and sent_at; data is the REST body, verbatim
  healed trade   as a snapshot line, stream "<symbol>@healedTrade", with available_at: a trade fetched later to fill a hole
  malformed      a frame that was no JSON: stream null, malformed holds its bytes in base64
  control line   ts_recv, control: session, gap, resync, disconnect, silence, clock_step, rest_failure, rollover, checkpoint, seal
ts_recv is milliseconds since the epoch (UTC) with three decimals and strictly increases within a session.
A file that ends without a line end has a torn last line: it is reported and left out.
The first line of a session states venue, environment, symbols with tick and step, and the configuration.

Row stream (--rows FILE or -): NDJSON, one signal row a line. A missing value is null and its reason stands beside it.
JSON results (--json): one document on stdout; "schema" names the command and the version, such as v13.replay/1.`;

export const SYMBOLS = `These are the same symbol, ETHUSDT:
  ETHUSDT  ethusdt  ETH/USDT  ETH-USDT  ETH/USDT:USDT  ETHUSDT.P  BINANCE:ETHUSDT.P
Quarterly contracts end in a date: BTCUSDT_250328 or BTC/USDT:USDT-250328.
Several symbols: --symbol ETHUSDT,BTCUSDT, or the flag repeated.
Contracts of cheap coins carry a factor: PEPE is traded as 1000PEPEUSDT.`;

export const TIME = `--from and --to take
  2024-08-08                  midnight of that day
  2024-08-08T14:30[:15.123]   a time of that day; with Z or +08:00 the zone is stated
  14:30                       that time on the recording's first day, in the zone; today where nothing is read
  -2h, +30m, now              from now
  1723161255000               milliseconds since the epoch
The span is half-open: --from belongs to it, --to does not. So --from 2024-08-08 --to 2024-08-09 is one day.
Times without a zone are UTC unless --tz local or --tz Asia/Shanghai says otherwise. Printed times carry their zone.

Durations carry units: 500us 500ms 90s 1h30m 1d 1w (m is minutes). A bare number is refused.
Sizes carry units: 256MB is 256,000,000 bytes, 1GiB is 1,073,741,824 bytes. Fees: 5bp or 0.05%.`;
