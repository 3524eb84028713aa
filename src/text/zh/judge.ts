// Lists of signals and what is said of them, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const JUDGE_ZH: Entries = {
  'each moment of the list is a decision and an entry of its own, at its exact time':
    '列表的每个时刻都是独立的决策与入场，取其精确时间',
  'lines of {}, SHA-256 {}': '{} 的各行，SHA-256 {}',
  'sign of {}, SHA-256 {}': '{} 的符号，SHA-256 {}',
  'knows the future? {} of {n} outcomes after {} are hits: no forecast of a price is so good':
    '预知未来？{3} 后的 {2} 个结果中 {1} 命中：没有价格预测如此之好',
  'knows the future? its value and the outcome after {} have a correlation of {n}':
    '预知未来？其数值与 {1} 后的结果相关系数为 {2}',
  'knows the future? {} hits when entered at once, {} when entered 100 ms later':
    '预知未来？立即入场命中 {}，晚 100 ms 入场命中 {}',
  'knows the future? {} of its moments are the turn of the price within {} on both sides, {} of any moments':
    '预知未来？其 {} 的时刻是前后 {} 内的价格转折点，任意时刻为 {}',
  'knows the future? after {} of its moments the price did not come back within {}, after {} of any moments':
    '预知未来？其 {1} 的时刻之后价格在 {2} 内没有返回，任意时刻为 {3}',
  'knows the future? {} hits, and {} with time run backwards, where a forecast loses its score':
    '预知未来？命中 {}，时间倒放时 {}，而预测在那里会失去成绩',
  '{} has no value at any moment of the recording: its times lie outside, or the column is empty there':
    '{} 在录制的任何时刻都没有数值：其时间在录制之外，或该列在此处为空',
  '{n} of {n} signals lie outside the recording: {n} before it, {n} after it':
    '{2} 个信号中有 {1} 个在录制之外：之前 {3} 个，之后 {4} 个',
  "the same verdict on anybody's signals: a list of times and sides against the recorded market":
    '对任何人的信号给出同样的结论：时间与方向的列表对照录制的行情',
  '{n} signals of {} are not judged': '{2} 的 {1} 个信号不作判断',
  '{n} signals of {} are not judged: {}': '{2} 的 {1} 个信号不作判断：{3}',
  '{} has no signal of {}': '{} 没有 {} 的信号',
  'Reads a list of signals (columns time and side, optionally strength and symbol; commas, semicolons or tabs) and judges it as analyze judges its own: outcomes that do not overlap, latency, costs, intervals that know of dependence, the same moments shifted along the recording, baselines on the same moments, and an entry in the ledger of trials. Says which lines were refused, which lie outside the recording, and what looks as if it had been made with knowledge of the future. Ends with 0 PASS, 1 FAIL, 6 INCONCLUSIVE. Without a recording it reads the data root.':
    '读取信号列表（列 time 与 side，可选 strength 与 symbol；逗号、分号或制表符），并按 analyze 判断自身信号的方式判断：互不重叠的结果、延迟、成本、考虑相关性的区间、沿录制平移的同样时刻、同样时刻上的基准，以及试验账本中的条目。说明哪些行被拒绝、哪些在录制之外，以及哪些看来是预知未来而作。以 0 PASS、1 FAIL、6 INCONCLUSIVE 结束。没有录制时读取数据根目录。',
  'against everything in the data root': '对照数据根目录中的一切',
  'from standard input, as data': '从标准输入读取，以数据形式输出',
  'against a target of its own, all sections': '对照自己的目标，全部章节',
  'list of signals: CSV or TSV, plain or .gz, or - (standard input)':
    '信号列表：CSV 或 TSV，普通或 .gz，或 -（标准输入）',
  'recordings, folder, lake or pattern': '录制、文件夹、数据湖或通配模式',
  '{w} from {}': '{} 取自 {}',
  '{}: {n} signals in {n} lines, times in {}': '{1}：{3} 行中有 {2} 个信号，时间为 {4}',
  'no header: the columns are time, side, strength, symbol': '没有表头：各列为 time、side、strength、symbol',
  '{n} lines stood before an earlier one; they were sorted by time': '{} 行排在更早的行之前；已按时间排序',
  '{n} lines repeat a signal of the same instant; each counts once': '{} 行重复同一时刻的信号；各计一次',
  '{n} lines say to be out of the market; they are no signals': '{} 行表示空仓；不是信号',
  '{n} lines were refused': '拒绝了 {} 行',
  'line {n}: {t}': '第 {} 行：{}',
  '{} does not say which of {} its signals are of': '{} 没有说明其信号属于 {} 中的哪一个',
  'name one with --symbol, or give the list a column symbol': '请用 --symbol 指定一个，或给列表加上 symbol 列',
  '{} has signals of {}, the market is of others': '{} 的信号属于 {}，而行情属于其他合约',
  'the recordings hold {}': '录制中有 {}',
  'hit rate that they have to reach, besides being better than the base rate': '除优于基准率外还须达到的命中率',
  'standard input is named twice': '标准输入被指定了两次',
  'name the recording by its path': '请用路径指定录制',
  '{}: longer than 1 GiB': '{}：超过 1 GiB',
  'check the name; - is standard input': '请检查名称；- 为标准输入',
  '{}: damaged gzip': '{}：gzip 损坏',
  '{}: no column of times; the first line is {}': '{}：没有时间列；第一行是 {}',
  '{}: no column of sides; the first line is {}': '{}：没有方向列；第一行是 {}',
  'name the columns time, side and perhaps strength and symbol':
    '请把列命名为 time、side，以及可选的 strength 和 symbol',
  'a buy and a sell at the same instant: lines {}': '同一时刻既买又卖：第 {} 行',
  '{}: no line in it': '{}：其中没有任何行',
  '{}: no signal in it': '{}：其中没有信号',
  '{}: no signal in it; line {n}: {t}': '{}：其中没有信号；第 {} 行：{}',
  'each line has a time with its zone or an epoch, and a side: buy or sell, long or short, 1 or -1':
    '每行需有带时区的时间或纪元时间，以及方向：buy 或 sell、long 或 short、1 或 -1',
  'no strength': '没有强度',
  '{} is no strength': '{} 不是强度',
  'strength {} of a buy': '买入的强度为 {}',
  '{n} cells where the first line has {n}': '{} 个单元格，而第一行有 {} 个',
  '{} is no side: write buy or sell, long or short, 1 or -1': '{} 不是方向：请写 buy 或 sell、long 或 short、1 或 -1',
  '{} is no symbol': '{} 不是合约',
  'a day without a time of day': '只有日期而没有时刻',
  'a time without a zone: end it in Z or +00:00': '没有时区的时间：请以 Z 或 +00:00 结尾',
  'no time': '没有时间',
  'not a time: write ISO 8601 with a zone, or an epoch in s, ms, µs or ns':
    '不是时间：请写带时区的 ISO 8601，或以 s、ms、µs、ns 计的纪元时间',
  'a time in {} in a file of times in {}': '时间为 {1}，而文件的时间为 {2}',
};
