// Start screen and topics, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const START_ZH: Entries = {
  'an order-flow laboratory for Binance USD-M futures: live or recorded data in, signals and their evidence out':
    '币安 U 本位合约的订单流实验室：输入实时或录制数据，输出信号及其依据',
  'v13 COMMAND --help shows a command; v13 help TOPIC shows exit-codes, config, formats, symbols or time.':
    'v13 COMMAND --help 显示某个命令；v13 help TOPIC 显示 exit-codes、config、formats、symbols 或 time。',
  'It captures and reads market data, rebuilds the order book and computes order flow imbalance, volume delta and their fusion.':
    '采集并读取行情数据，重建订单簿，计算订单流失衡、成交量差及两者的融合信号。',
  'no data yet: the folder does not exist': '尚无数据：文件夹不存在',
  'no recordings yet': '还没有录制文件',
  'The configuration is faulty and is not used here; `v13 config check` lists what is wrong:':
    '配置有误，此处未采用；`v13 config check` 列出错误：',
  'v13 --help lists every command.': 'v13 --help 列出全部命令。',
  'run what is there through the whole chain': '让现有录制走完整个计算链',
  'record a minute of the public market': '录制一分钟公开行情',
  'run a recording through the whole chain': '让一份录制走完整个计算链',
  'make synthetic data, no network needed': '生成合成数据，无需网络',
  'serve a synthetic market to capture from, no network needed': '提供可供采集的合成市场，无需网络',
  'what a figure means': '某个指标是什么意思',
  'every setting and where it comes from': '每项设置及其来源',
  'what each exit code means': '每个退出码的含义',
  'the keys of v13.yaml, their variables, flags and defaults': 'v13.yaml 的各个键及其变量、参数和默认值',
  'the files that v13 reads and writes': 'v13 读写的文件',
  'the forms in which a symbol may be typed': '合约名可以怎样书写',
  'times, zones and durations': '时间、时区与时长',
  'A setting comes from the highest of these layers that has it:\n  defaults < preset < v13.yaml < environment (V13_...) < recording < flags\nv13.yaml is read from the working directory, or from --config FILE, or from V13_CONFIG.\nA preset named in a layer sets every computing key at once, and the explicit values of that same layer stand over it.\nThe recording is the configuration in a session header: replay uses it unless flags say otherwise.\nSecrets never stand in v13.yaml: they come from the environment or from a file of mode 0600.':
    '设置取自以下层级中拥有该项的最高一层：\n  默认值 < 预设 < v13.yaml < 环境变量（V13_...） < 录制 < 参数\nv13.yaml 从工作目录读取，或由 --config FILE 或 V13_CONFIG 指定。\n某一层指定的预设会一次设定所有计算键，同层明确写出的值优先于预设。\n“录制”指会话头中的配置：除非参数另有规定，回放采用它。\n密钥绝不写入 v13.yaml：它们来自环境变量或权限为 0600 的文件。',
  'v13.yaml, for example:\n  grid: 100ms\n  ofi:\n    mode: cks5\n    weights: [0.4, 0.25, 0.2, 0.1, 0.05]\n    z: { window: 300, baseline: exclude }\n  divergence: { trend_window: 60s }':
    'v13.yaml 示例：\n  grid: 100ms\n  ofi:\n    mode: cks5\n    weights: [0.4, 0.25, 0.2, 0.1, 0.05]\n    z: { window: 300, baseline: exclude }\n  divergence: { trend_window: 60s }',
  'Raw recording, version 1: .ndjson or .ndjson.gz, one JSON object a line, UTF-8.\n  stream line    ts_recv, latency_event_ms, latency_pipeline_ms, stream, data (the exchange\'s bytes, verbatim)\n  snapshot line  the same with stream "<symbol>@snapshot", url and sent_at; data is the REST body, verbatim\n  healed trade   as a snapshot line, stream "<symbol>@healedTrade", with available_at: a trade fetched later to fill a hole\n  malformed      a frame that was no JSON: stream null, malformed holds its bytes in base64\n  control line   ts_recv, control: session, gap, resync, disconnect, silence, clock_step, rest_failure, rollover, checkpoint, seal\nts_recv is milliseconds since the epoch (UTC) with three decimals and strictly increases within a session.\nA file that ends without a line end has a torn last line: it is reported and left out.\nThe first line of a session states venue, environment, symbols with tick and step, and the configuration.\n\nRow stream (--rows FILE or -): NDJSON, one signal row a line. A missing value is null and its reason stands beside it.\nJSON results (--json): one document on stdout; "schema" names the command and the version, such as v13.replay/1.':
    '原始录制，版本 1：.ndjson 或 .ndjson.gz，每行一个 JSON 对象，UTF-8。\n  数据行   ts_recv、latency_event_ms、latency_pipeline_ms、stream、data（交易所的原始字节）\n  快照行   同上，stream 为 "<symbol>@snapshot"，另有 url 和 sent_at；data 为 REST 响应体原文\n  补回成交 与快照行相同，stream 为 "<symbol>@healedTrade"，另有 available_at：事后取回以填补缺口的成交\n  畸形帧   不是 JSON 的帧：stream 为 null，malformed 以 base64 保存其字节\n  控制行   ts_recv、control：session、gap、resync、disconnect、silence、clock_step、rest_failure、rollover、checkpoint、seal\nts_recv 为自纪元以来的毫秒数（UTC），三位小数，在一个会话内严格递增。\n文件末尾没有换行，说明最后一行残缺：会报告并略去。\n会话第一行写明交易所、环境、合约及其 tick 与 step，以及配置。\n\n行数据流（--rows FILE 或 -）：NDJSON，每行一个信号行。缺失的值为 null，旁边附原因。\nJSON 结果（--json）：标准输出上的一个文档；"schema" 写明命令与版本，例如 v13.replay/1。',
  'These are the same symbol, ETHUSDT:\n  ETHUSDT  ethusdt  ETH/USDT  ETH-USDT  ETH/USDT:USDT  ETHUSDT.P  BINANCE:ETHUSDT.P\nQuarterly contracts end in a date: BTCUSDT_250328 or BTC/USDT:USDT-250328.\nSeveral symbols: --symbol ETHUSDT,BTCUSDT, or the flag repeated.\nContracts of cheap coins carry a factor: PEPE is traded as 1000PEPEUSDT.':
    '以下都是同一合约 ETHUSDT：\n  ETHUSDT  ethusdt  ETH/USDT  ETH-USDT  ETH/USDT:USDT  ETHUSDT.P  BINANCE:ETHUSDT.P\n交割合约以日期结尾：BTCUSDT_250328 或 BTC/USDT:USDT-250328。\n多个合约：--symbol ETHUSDT,BTCUSDT，或重复该参数。\n低价币的合约带有倍数：PEPE 以 1000PEPEUSDT 交易。',
  "--from and --to take\n  2024-08-08                  midnight of that day\n  2024-08-08T14:30[:15.123]   a time of that day; with Z or +08:00 the zone is stated\n  14:30                       that time on the recording's first day, in the zone; today where nothing is read\n  -2h, +30m, now              from now\n  1723161255000               milliseconds since the epoch\nThe span is half-open: --from belongs to it, --to does not. So --from 2024-08-08 --to 2024-08-09 is one day.\nTimes without a zone are UTC unless --tz local or --tz Asia/Shanghai says otherwise. Printed times carry their zone.\n\nDurations carry units: 500us 500ms 90s 1h30m 1d 1w (m is minutes). A bare number is refused.\nSizes carry units: 256MB is 256,000,000 bytes, 1GiB is 1,073,741,824 bytes. Fees: 5bp or 0.05%.":
    '--from 与 --to 接受\n  2024-08-08                  当日零点\n  2024-08-08T14:30[:15.123]   当日某一时刻；带 Z 或 +08:00 即写明时区\n  14:30                       录制第一天的该时刻（按时区）；不读取录制时为今天\n  -2h, +30m, now              相对现在\n  1723161255000               自纪元以来的毫秒数\n区间半开：包含 --from，不含 --to。因此 --from 2024-08-08 --to 2024-08-09 是一整天。\n未写时区的时间按 UTC，除非 --tz local 或 --tz Asia/Shanghai 另有规定。打印的时间都带时区。\n\n时长要带单位：500us 500ms 90s 1h30m 1d 1w（m 为分钟）。不接受没有单位的数字。\n大小要带单位：256MB 为 256,000,000 字节，1GiB 为 1,073,741,824 字节。费率：5bp 或 0.05%。',
};
