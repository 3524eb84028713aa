// Playing recordings and telling why, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const PLAYER_ZH: Entries = {
  'this needs to go back in the recording, and a stream cannot be read twice':
    '这需要在录制中回退，而数据流不能读取两次',
  'write it to a file, and name that': '请先写入文件，再给出该文件',
  'never: plain lines instead of a screen, as --no-tui; auto: a screen on a terminal':
    'never：输出纯文本行而非屏幕界面，同 --no-tui；auto：在终端上使用屏幕界面',
  'colours of the screen': '屏幕界面的配色',
  'always: draw with ASCII characters only, as --ascii; auto: by the locale':
    'always：只用 ASCII 字符绘制，同 --ascii；auto：依语言环境',
  'draw the screen with ASCII characters only; else by the locale': '只用 ASCII 字符绘制屏幕界面；否则依语言环境',
  'show the screen; an error where there is no terminal': '显示屏幕界面；没有终端时报错',
  '--tui and --no-tui exclude each other': '--tui 与 --no-tui 互斥',
  'give one of them, or none: on a terminal the screen comes by itself':
    '请给出其一或都不给：在终端上会自动显示屏幕界面',
  'a screen needs a terminal for keys and for the picture': '屏幕界面需要终端来接收按键和显示画面',
  'run it in a terminal, or leave the screen out with --no-tui': '请在终端中运行，或用 --no-tui 不使用屏幕界面',
  'how a signal row came about: messages, book, contributions, windows':
    '一个信号行如何得出：消息、订单簿、各项贡献、窗口',
  'all updates and trades of the row, messages unshortened, every figure that was computed once more':
    '该行的全部更新与成交，消息不缩短，列出每个重新计算的数值',
  'symbol of the row': '行所属的合约',
  'ISO 8601, a time of day in the recording, -90s before its end, +90s after its beginning, epoch ms':
    'ISO 8601、录制中的某一时刻、-90s（结束之前）、+90s（开始之后）、纪元毫秒',
  '{} has no row at or before {}': '{} 在 {} 及之前没有行',
  '{} has no row at {}': '{} 在 {} 没有行',
  'the row of that very moment and no earlier one; an error where there is none':
    '只取该时刻的行，不取更早的；没有则报错',
  'cells that a line may take; else as many as the terminal has': '一行可占的字符格数；未给出时与终端同宽',
  '{} cannot be read here: {t}': '此处无法读取 {}：{}',
  'session {} is not in {} of this machine': '本机的 {2} 中没有会话 {1}',
  'the row is not on disk yet: the writer is behind; ask again in a moment': '该行尚未写入磁盘：写入滞后；请稍后再问',
  'v13 why was ended from outside': 'v13 why 被外部结束',
  'v13 why ended with code {}': 'v13 why 以代码 {} 结束',
  'the recording begins at {}': '录制开始于 {}',
  'Shows what one row is made of: the messages as they were received, the book before and after, what each level and each trade adds, the window behind each z, and what fusion and divergence did with them. Every figure is computed once more and compared with the row. Without a path it reads the data root.':
    '显示一行由什么构成：收到的原始消息、前后的订单簿、每档与每笔成交的贡献、每个 z 背后的窗口，以及融合与背离如何使用它们。每个数值都重新计算并与该行核对。未给路径时读取数据根目录。',
  'the row at that time, or the last one before it': '该时刻的行，或之前的最后一行',
  'of what was captured, with every message unshortened': '取自采集的数据，消息不缩短',
  'as data, of the original design': '以数据形式输出，按原始设计',
  divergence: '背离',
  '{} = ofi': '{} = ofi',
  'no answer for {} s: the process is busy': '{} 秒没有应答：进程繁忙',
  'no answer for {} s: the process has ended, or is starting again': '{} 秒没有应答：进程已结束，或正在重新启动',
  'all symbols': '所有合约',
  'no JSON': '不是 JSON',
  '{t}: depth ids {} to {}': '{}：缺少深度 id {} 至 {}',
  '{t}: trade ids {} to {}': '{}：缺少成交 id {} 至 {}',
  '{t}: depth ids break at {}': '{}：深度 id 在 {} 处不连续',
  '{t}: trade ids break at {}': '{}：成交 id 在 {} 处不连续',
  '{t}: the connection was lost': '{}：连接断开',
  '{t}: nothing came for too long': '{}：过久没有消息',
  '{t}: the clock was set': '{}：时钟被调整',
  '{t}: a REST call failed': '{}：REST 调用失败',
  'connection /{} is cut': '连接 /{} 断开',
  'connection /{} is silent': '连接 /{} 静默',
  'a REST call of /{} failed': '/{} 的 REST 调用失败',
  '{t}: book begun again at {}': '{}：订单簿自 {} 重新开始',
  '{}: trades {} to {} fetched': '{}：已取回成交 {} 至 {}',
  '/{}: {} of {} streams handed over': '/{1}：{3} 个数据流中已切换 {2} 个',
  'the disk is slow: {} bytes wait, and reading is held back': '磁盘缓慢：{} 字节等待写入，暂停读取',
  '{} bytes are free': '剩余 {} 字节',
  'a frame of {} bytes is no message': '一个 {} 字节的帧不是消息',
  'v13 dashboard will not find this capture: {t}': 'v13 dashboard 将找不到此采集：{}',
  'the screen has failed, and the capture goes on: {t}': '屏幕界面失败，采集继续：{}',
  '{} earlier warnings stand in the log only': '更早的 {} 条警告只在日志中',
  'no v13.watch-ask/1': '不是 v13.watch-ask/1',
  'no {}: another version answers': '不是 {}：应答的是另一个版本',
  '{} screens look already': '已有 {} 个屏幕界面在查看',
  'max, or a multiple of recorded time such as 1x or 10x; 1x with --tui':
    'max，或录制时间的倍数，例如 1x 或 10x；与 --tui 连用时为 1x',
  "print the rows on which a condition begins to be met, such as '|ofi_z| > 3 for 2s'; with --tui, places to jump to; exit 1 when there is none":
    "打印条件开始成立的行，例如 '|ofi_z| > 3 for 2s'；与 --tui 连用时为可跳转的位置；没有时退出码为 1",
  '--tui and {} ask for different things': '--tui 与 {} 要求的是不同的东西',
  '--where and {} ask for different things': '--where 与 {} 要求的是不同的东西',
  'leave out one of them': '请去掉其中之一',
  '--tui and --json both want standard output': '--tui 与 --json 都要占用标准输出',
  'when a condition was met, and with which values': '条件何时成立，各值是多少',
  '--tui needs a terminal, for keys and for the picture': '--tui 需要终端来接收按键和显示画面',
  'leave out --tui for the report, or give --where for the rows that meet a condition':
    '要看报告请去掉 --tui，要看满足条件的行请给出 --where',
  '{} hits in {} rows': '{2} 行中命中 {1} 次',
};
