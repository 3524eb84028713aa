// Import, merge, query, replay, simulate and verify at work, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const ASSEMBLY_B_ZH: Entries = {
  '{}: finer numbers than those before; the units are set anew, and the import begins again':
    '{}：数字比之前的更细；重新确定步长并从头导入',
  '{}: the units of its numbers cannot be found': '{}：无法得知其数字的步长',
  'give them: --tick 0.01 --step 0.001, one symbol a run': '请给出：--tick 0.01 --step 0.001，每次运行一个合约',
  '{}: the disk is nearly full ({} MB free)': '{}：磁盘快满了（剩余 {} MB）',
  'make room, or choose another folder with --data; what was written is removed':
    '请腾出空间，或用 --data 选择另一个文件夹；已写入的内容会删除',
  '{}:{}: the line names no symbol': '{}:{}：该行没有写明合约',
  'give it: --symbol ETHUSDT': '请给出：--symbol ETHUSDT',
  '{}:{}: prices or quantities of {} that are no multiples of its units': '{}:{}：{} 的价格或数量不是其步长的整数倍',
  'from this line on there are finer ones: give a smaller --tick or --step':
    '从这一行起有更细的数字：请给出更小的 --tick 或 --step',
  'finished before, and stays: {} session {} of {}': '此前已完成并保留：{} 会话 {}，{}',
  '{}: not one row or message to import': '{}：没有任何可导入的行或消息',
  'the inputs: not one row or message to import': '输入：没有任何可导入的行或消息',
  'give a recording that holds at least one message': '请给出至少含一条消息的录制',
  'standard input: only files can be imported': '标准输入：只能导入文件',
  '{}: only files can be imported': '{}：只能导入文件',
  'a file is known again by its hash, so that it is never imported twice: save it first':
    '文件凭哈希识别，从而绝不重复导入：请先保存为文件',
  '{}: nothing in it; passed over': '{}：内容为空；跳过',
  '{}: the same bytes as another file given': '{}：与另一个给出的文件字节相同',
  "{}: already in v13's own format": '{}：已是 v13 自己的格式',
  'every command reads it as it is; several captures of one market are united by `v13 merge`':
    '所有命令都能直接读取；同一市场的多份采集用 `v13 merge` 合并',
  'two captures of different markets: {}, and {}': '两份采集属于不同的市场：{}，以及 {}',
  'both must be of one venue and environment, with a symbol in common; --env states it for files that do not':
    '两者须属同一交易所和环境，且有共同的合约；未写明环境的文件用 --env 指定',
  '{} holds recordings already': '{} 中已有录制',
  'name a new folder with --out': '请用 --out 给出新文件夹',
  'nothing to query in {}': '{} 中没有可查询的内容',
  'record some with `v13 capture`, make some with `v13 simulate`, or name files behind the statement':
    '可用 `v13 capture` 录制，用 `v13 simulate` 生成，或在语句之后给出文件',
  'the inputs are of more than one {t} ({})': '输入属于多个 {}（{}）',
  'give the inputs of each {t} by themselves': '请把每个 {} 的输入分开给出',
  '--tick and --step are for one symbol': '--tick 与 --step 只用于单个合约',
  'name it with --symbol; there are {}': '请用 --symbol 指定；现有 {}',
  'no tick and step for {}': '{} 没有 tick 与 step',
  'give both as positive decimals, for example --tick 0.01 --step 0.001':
    '请以正的小数给出两者，例如 --tick 0.01 --step 0.001',
  'The recording notes {} gaps and {} resyncs; its messages show {} and {}. The messages count.':
    '录制记下了 {} 个缺口和 {} 次重新同步；其消息显示 {} 和 {}。以消息为准。',
  'Its rows are null meanwhile.': '其间各行为 null。',
  '{}: the book was crossed {} time. Its rows are null meanwhile.': '{}：盘口交叉 {} 次。其间各行为 null。',
  '{}: the book was crossed {} times. Its rows are null meanwhile.': '{}：盘口交叉 {} 次。其间各行为 null。',
  '{}: the book was crossed {} time, first at {} with bid {} and ask {}. Its rows are null meanwhile.':
    '{}：盘口交叉 {} 次，首次在 {}，买 {}，卖 {}。其间各行为 null。',
  '{}: the book was crossed {} times, first at {} with bid {} and ask {}. Its rows are null meanwhile.':
    '{}：盘口交叉 {} 次，首次在 {}，买 {}，卖 {}。其间各行为 null。',
  '{}:{}: a number of {} is finer than its tick or step': '{}:{}：{} 的某个数字比其 tick 或 step 更细',
  'without --strict it is counted and passed over': '不用 --strict 时会计数并跳过',
  'state them, for example --tick 0.01 --step 0.001': '请给出步长，例如 --tick 0.01 --step 0.001',
  'not JSON': '不是 JSON',
  'a number finer than the tick or step': '比 tick 或 step 更细的数字',
  'a row': '某一行',
  'a price is a whole number of ticks of {}, at least 100 of them': '价格须为 {} 的整数跳，且至少 100 跳',
  'a tick or step is a positive decimal number such as 0.01': 'tick 或 step 为正的小数，例如 0.01',
  '--{} {} does not fit {}': '--{} {} 不适合 {}',
  '--gap {} lies behind the end': '--gap {} 位于结尾之后',
  'choose an earlier time, or a longer --duration': '请选更早的时间，或更长的 --duration',
  '--gap disconnect hits every symbol, not {} alone': '--gap disconnect 影响所有合约，不能只用于 {}',
  'leave the symbol out': '请去掉合约',
  '--gap {} names {}, which is not simulated': '--gap {} 指定了 {}，但未模拟该合约',
  'a {} gap needs the stream {}': '{} 缺口需要数据流 {}',
  'add {} to --streams': '请在 --streams 中加上 {}',
  '--tick, --step and --price go with one symbol': '--tick、--step 与 --price 只用于单个合约',
  'simulate one symbol a file': '请每个文件模拟一个合约',
  '--snapshot-lag reaches the end': '--snapshot-lag 超出结尾',
  'choose a shorter lag or a longer --duration': '请选更短的滞后或更长的 --duration',
  '--alpha-horizon is longer than the recording': '--alpha-horizon 长于录制',
  'choose a shorter horizon or a longer --duration': '请选更短的期限或更长的 --duration',
  'planted by the generator': '由生成器植入',
  '{}: the manifest says {}, the bytes say {}': '{}：清单写的是 {}，字节显示为 {}',
  'clockOffset.offsetUs is no number': 'clockOffset.offsetUs 不是数字',
  'clockOffset.uncertaintyUs is neither null nor a length': 'clockOffset.uncertaintyUs 既不是 null 也不是长度',
  'clockOffset: with an offset of {} µs every message would have taken {} s or less':
    'clockOffset：按 {} µs 的偏移，每条消息用时会不超过 {} 秒',
  'clockOffset: with an offset of {} µs every message would have taken {} s or more':
    'clockOffset：按 {} µs 的偏移，每条消息用时会不少于 {} 秒',
  '{}: still being written, or left so by a crash: {} full lines': '{}：仍在写入，或因崩溃遗留：{} 整行',
  '{}: still being written, or left so by a crash: {} full lines; {} bytes of an unfinished last line left out':
    '{}：仍在写入，或因崩溃遗留：{} 整行；略去未写完的最后一行 {} 字节',
  'its seal is that of segment {}, not {}': '其封条属于分段 {}，而不是 {}',
  '{} torn bytes were put aside': '{} 个残缺字节已移到一旁',
  '{}: sealed by the start after a crash; nothing was torn': '{}：崩溃后由再次启动封存；没有残缺',
  '{}: sealed by the start after a crash; {} torn bytes were put aside':
    '{}：崩溃后由再次启动封存；{} 个残缺字节已移到一旁',
  '{}: {} torn bytes, put aside': '{}：{} 个残缺字节，已移到一旁',
  'its header is that of {}, segment {}': '其文件头属于 {}，分段 {}',
  'its header is that of {}, segment unknown': '其文件头属于 {}，分段未知',
  '{}: the first segment at hand is number {}': '{}：现有的第一个分段编号为 {}',
  'segment {} is there twice, also as {}': '分段 {} 出现两次，另一个为 {}',
  'before it segment {}{} is missing': '在它之前缺少分段 {}{}',
  'before it segments {}{} to {} are missing': '在它之前缺少分段 {}{} 至 {}',
  '{}: the manifest of a segment that was removed': '{}：已删除的分段所留的清单',
  'its segment {} is missing': '缺少其分段 {}',
  '{}: the session has no clean end: it was killed between two segments, or later ones are not at hand':
    '{}：会话没有正常结束：在两个分段之间被终止，或手头没有后面的分段',
  '{}: {} messages cannot be read, as they came in': '{}：{} 条消息无法读取，原样保留',
  '{}: the file is empty': '{}：文件为空',
  'the same receive time as a line before it': '接收时间与之前某行相同',
  'receive time {} µs before a line above': '接收时间比上面某行早 {} µs',
  'the inputs hold no message that could be verified': '输入中没有可验证的消息',
  'name other files, or leave out --symbol to see what there is': '请给出其他文件，或去掉 --symbol 以查看现有内容',
};
