// Texts that the program puts together while running, in Chinese: what a walk over the sources cannot see.

import { expect, test } from 'vitest';
import { compileCatalogue } from '../../../src/text/catalogue.js';
import { WRITTEN_ZH } from '../../../src/text/zh/entries.js';
import { PARTS_ZH } from '../../../src/text/zh/parts.js';
import { JOINTS_ZH, chineseWords } from '../../../src/text/zh/words.js';

const { message } = chineseWords();

const TEXTS: readonly (readonly [english: string, chinese: string])[] = [
  ['--grid 7: a grid needs a unit', '--grid 7：网格需要单位'],
  ['V13_GRID 7: a grid needs a unit', 'V13_GRID 7：网格需要单位'],
  ['day.ndjson:12: not JSON', 'day.ndjson:12：不是 JSON'],
  ['latency p95: not judged', '延迟 p95：未评判'],
  [
    'ofi.z.warmup 400 (default) is more than the window of 300 samples',
    'ofi.z.warmup 400（默认）大于 300 个样本的窗口',
  ],
  [
    'ofi.z.warmup 400 (env V13_X) is more than the window of 300 samples',
    'ofi.z.warmup 400（环境变量 V13_X）大于 300 个样本的窗口',
  ],
  ['AUSDT, BUSDT and 2 more: closed by us', 'AUSDT, BUSDT 等另外 2 个：由本方关闭'],
  ['the connection ended, 1012: the server restarts', '连接已结束，1012：服务器正在重启'],
  ['the connection ended, 1011: an error inside the exchange ("bye")', '连接已结束，1011：交易所内部错误（“bye”）'],
  ['→ try again', '→ 请重试'],
  ['– (no E)', '–（无 E）'],
  ['v13.yaml:1:1: not YAML', 'v13.yaml:1:1：不是 YAML'],
  [
    'v13.yaml:1:7: grid must be event or a duration such as 100ms, not 7: a unit is missing',
    'v13.yaml:1:7：grid 必须是 event，或时长，例如 100ms，而不是 7：缺少单位',
  ],
  [
    'ofi.z.window must be a whole number at least 2, not a section or list',
    'ofi.z.window 必须是至少 2 的整数，而不是一个段或列表',
  ],
  ['ofi must be a section with keys under it', 'ofi 必须是含有若干键的段'],
  ['metrics port 80: another program uses it', '指标端口 80：另一个程序占用了它'],
  ['cannot write FILE: unknown', '无法写入 FILE：未知'],
  ['1 source has damaged lines, the first is a; see v13 verify b', '1 个来源有损坏的行，首处为 a；见 v13 verify b'],
  ['2 sources have damaged lines, the first is a; see v13 verify b', '2 个来源有损坏的行，首处为 a；见 v13 verify b'],
  ['before it segment 3 is missing', '在它之前缺少分段 3'],
  ['A.ndjson: segment 3 is missing', 'A.ndjson：缺少分段 3'],
  ['A.ndjson: segments 3 to 5 are missing', 'A.ndjson：缺少分段 3 至 5'],
  ['1 disconnect', '1 次断线'],
  ['3 disconnects, 2 depth gaps, 1 trade gaps', '3 次断线，2 个深度缺口，1 个成交缺口'],
  ['2 resyncs, 1 open holes, 4 frames that are no messages', '2 次重新同步，1 个未补回的缺口，4 个不是消息的帧'],
  ['1 source: 95,742 depth, 1 trade, 7 gaps, 12 book', '1 个来源：95,742 条深度，1 笔成交，7 个缺口，12 条盘口'],
  ['2 sources: 2,768 trades, 1 gap', '2 个来源：2,768 笔成交，1 个缺口'],
  ['FAIL: of 19 legs 1 fails, 2 warn', 'FAIL：19 项检查中 1 项不通过，2 项警告'],
  ['FAIL: of 19 legs 2 fail, 1 warns', 'FAIL：19 项检查中 2 项不通过，1 项警告'],
  ['1 day deleted, 1.5 MB', '1 天已删除，1.5 MB'],
  ['3 days would be deleted, 1.5 MB', '3 天将被删除，1.5 MB'],
  [
    '2026-01-01 ETHUSDT SYNTHETIC: depth, trades; 1 file, 1.5 MB',
    '2026-01-01 ETHUSDT SYNTHETIC：depth, trades；1 个文件，1.5 MB',
  ],
  [
    '2026-01-01 ETHUSDT SYNTHETIC: depth, trades; 2 files, 1.5 MB',
    '2026-01-01 ETHUSDT SYNTHETIC：depth, trades；2 个文件，1.5 MB',
  ],
  [
    '1 symbol: ≈ 8.7–130 MB/h, 0.63–9.2 GB for 72 h, 210 GB free',
    '1 个合约：≈ 8.7–130 MB/h，72 h 共 0.63–9.2 GB，剩余 210 GB',
  ],
  ['2 symbols: ≈ 8.7–130 MB/h, free space unknown', '2 个合约：≈ 8.7–130 MB/h，剩余空间未知'],
  ['≈ 8.7–130 MB/h, 0.63–9.2 GB for 72 h, 210 GB free', '≈ 8.7–130 MB/h，72 h 共 0.63–9.2 GB，剩余 210 GB'],
  ['≈ 8.7–130 MB/h, 80 GB free', '≈ 8.7–130 MB/h，剩余 80 GB'],
  ['Binance USD-M futures, fapi.binance.com', '币安 U 本位合约，fapi.binance.com'],
  ['Binance USD-M futures, synthetic', '币安 U 本位合约，synthetic'],
  ['3 MB in 2 files; rows in the files are those of the events', '3 MB 写入 2 个文件；文件中的行数与事件一致'],
  [
    'ETHUSDT TESTNET x: book 1 file, signals 2 files, trades 1 file, gaps 2 files',
    'ETHUSDT TESTNET x：book 1 个文件，signals 2 个文件，trades 1 个文件，gaps 2 个文件',
  ],
  [
    'ETHUSDT TESTNET x: depth 2 files, book 2 files, signals 1 file',
    'ETHUSDT TESTNET x：depth 2 个文件，book 2 个文件，signals 1 个文件',
  ],
  ['Binance spot, synthetic', '币安现货，synthetic'],
  ['into: d, a segment every 1h or 256.0 MB', '写入：d，每 1h 或 256.0 MB 一个分段文件'],
  ['levels and clipped', 'levels 与 clipped'],
  ['all symbols: closed by the exchange', '所有合约：被交易所关闭'],
  ['ETHUSDT, BTCUSDT: no connection to h (E)', 'ETHUSDT, BTCUSDT：无法连接 h（E）'],
  ['OFI buy', 'OFI 买入'],
  ['v20.20.2 on linux 6 x64', 'v20.20.2，linux 6 x64'],
  ['v13.yaml:1:1: unknown key gird; did you mean grid?', 'v13.yaml:1:1：未知的键 gird；是否想写 grid？'],
  ['setting short: short trailing span', '设置 short：短近期跨度'],
  ['middle trailing span', '中近期跨度'],
  ['long trailing span', '长近期跨度'],
  ['short horizon, from the trade on', '短期限，自成交起算'],
  ['middle horizon, from the trade on', '中期限，自成交起算'],
  ['long horizon, from the trade on', '长期限，自成交起算'],
  ['near horizon, from the trade on', '近期限，自成交起算'],
  ['far horizon, from the trade on', '远期限，自成交起算'],

  ['OFI sell', 'OFI 卖出'],
  ['CVD buy', 'CVD 买入'],
  ['CVD sell', 'CVD 卖出'],
  ['fusion strong buy', '融合 强烈买入'],
  ['fusion strong sell', '融合 强烈卖出'],
  ['divergence bullish', '背离 看涨'],
  ['divergence bearish', '背离 看跌'],
  ['divergence inconsistent', '背离 矛盾'],
  ['fusion', '融合'],
  ['whole', '整体'],
  ['disconnect', '断线'],
  ['silence', '静默'],
  ['clock step', '时钟跳变'],
  ['rest failure', 'REST 失败'],
  ['resync', '重新同步'],
  ['resyncs', '重新同步'],
  ['crossed', '盘口交叉'],
  ['defaults', '默认值'],
  ['latency p95: excess over trailing 10-min minimum', '延迟 p95：相对最近 10 分钟最小值的超出量'],
  [
    'HOLES: 1 hole, 8 trade ids missing; 2 holes healed by 9 ids',
    'HOLES：1 个缺口，缺少 8 个成交 id；2 个缺口由 9 个 id 补回',
  ],
  ['DAMAGED: 1 fault; no hole', 'DAMAGED：1 处错误；没有缺口'],
  [
    'DAMAGED: 2 faults; 1 hole, 1 trade id missing; 1 hole healed by 1 id',
    'DAMAGED：2 处错误；1 个缺口，缺少 1 个成交 id；1 个缺口由 1 个 id 补回',
  ],
  ['1 segment, 3 MB; 1 seal whole', '1 个分段文件，3 MB；1 个封条完整'],
  [
    '2 segments, 3 MB; 2 seals whole; 1 broken or missing; 1 open',
    '2 个分段文件，3 MB；2 个封条完整；1 损坏或缺失；1 未结束',
  ],
  ['v13 verify: 1 recording', 'v13 verify：1 份录制'],
  ['v13 verify: 2 recordings', 'v13 verify：2 份录制'],
  [
    'ETHUSDT SYNTHETIC 2026-01-01: depth 1 file, trades 2 files, gaps 1 file; empty: book, signals',
    'ETHUSDT SYNTHETIC 2026-01-01：depth 1 个文件，trades 2 个文件，gaps 1 个文件；为空：book, signals',
  ],
  ['from 1 file:', '来自 1 个文件：'],
  ['session a: 1 line, 3 MB in 1 segment', '会话 a：1 行，3 MB，1 个分段文件'],
  ['session a: 2 lines, 3 MB in 2 segments', '会话 a：2 行，3 MB，2 个分段文件'],
  ['1 gap in ids and books; v13 verify lists them', 'id 和订单簿中有 1 个缺口；v13 verify 会列出'],
  ['2 gaps in ids and books; v13 verify lists them', 'id 和订单簿中有 2 个缺口；v13 verify 会列出'],
  ['1 message nobody could read, kept as they came', '1 条消息无人能读，原样保留'],
  ['2 messages nobody could read, kept as they came', '2 条消息无人能读，原样保留'],
  ['1 damaged place: what they held is left out', '1 处损坏：其内容被略去'],
  ['2 damaged places: what they held is left out', '2 处损坏：其内容被略去'],
  [
    'ETHUSDT: 1,200 rows over 2 m 0 s in 7 segments; 899 rows lost to warm-up.',
    'ETHUSDT：1,200 行，跨 2 m 0 s，7 段；899 行用于预热。',
  ],
  [
    'ETHUSDT: 1,200 rows over 2 m 0 s in 1 segment; 899 rows lost to warm-up.',
    'ETHUSDT：1,200 行，跨 2 m 0 s，1 段；899 行用于预热。',
  ],
  ['0.00 to 0.10', '0.00 至 0.10'],
];

test.each(TEXTS)('%s', (english, chinese) => {
  expect(message(english)).toBe(chinese);
});

test('every entry that is put together while running stands in this table', () => {
  const unused = Object.keys(PARTS_ZH).filter((key) => {
    const rest = Object.fromEntries(Object.entries(PARTS_ZH).filter(([other]) => other !== key));
    const without = compileCatalogue({ ...WRITTEN_ZH, ...rest }, { joints: JOINTS_ZH });
    return TEXTS.every(([english, chinese]) => without.find(english) === chinese);
  });
  expect(unused).toEqual([]);
});
