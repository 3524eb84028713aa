// Looking at a running capture, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const DASHBOARD_ZH: Entries = {
  'no answer within {} s': '{} 秒内没有应答',
  'no answer for {} s: the process is busy': '已 {} 秒没有应答：该进程正忙',
  'no answer for {} s: the process has ended, or is starting again': '已 {} 秒没有应答：该进程已结束，或正在重新启动',
  'all symbols': '所有合约',
  '{}: trades {} to {} fetched': '{}：已补取成交 {} 至 {}',
  '/{}: {} of {} streams handed over': '/{}：{3} 个流中已交接 {2} 个',
  'the disk is slow: {} bytes wait, and reading is held back': '磁盘缓慢：{} 字节等待写入，暂缓读取',
  '{} bytes are free': '剩余 {} 字节',
  'a frame of {} bytes is no message': '一个 {} 字节的帧不是消息',
  'v13 dashboard will not find this capture: {}': 'v13 dashboard 将找不到此采集：{}',
  'the screen has failed, and the capture goes on: {}': '屏幕界面出错，采集继续进行：{}',
  'nothing captures into {}': '没有采集正在写入 {}',
  'start one: v13 capture --symbol ETHUSDT; or name its data root: v13 dashboard --attach DIR':
    '请启动一个：v13 capture --symbol ETHUSDT；或给出其数据根目录：v13 dashboard --attach DIR',
  '{} does not answer as it should: {}': '{} 的应答不正确：{}',
  'look with the version of v13 that captures there': '请用在那里采集的 v13 版本查看',
  'look at a running capture from another terminal': '从另一个终端查看正在运行的采集',
  'Shows the screen of a capture that runs elsewhere on this machine: headless, in another terminal, or as a service. It only looks: nothing that happens here reaches the capture but the question what to show.':
    '显示本机上其他进程的采集界面：无界面运行、在另一终端中，或作为服务。只读：除了询问要显示什么，这里的任何操作都不会影响采集。',
  'the capture into the data root': '写入数据根目录的采集',
  'another one, and one of its symbols': '另一个采集，及其中一个合约',
  'one frame as a picture': '将一帧画面存为图片',
  'all figures of this moment as JSON': '以 JSON 输出此刻的全部数值',
  'looks at: {}': '查看：{}',
  'shows the screen': '显示屏幕界面',
  'draws {} into {}': '将 {} 画入 {}',
  'a dashboard needs a terminal': '仪表板需要终端',
  'run it in a terminal, or draw one frame: v13 dashboard --snapshot out.txt':
    '请在终端中运行，或画出一帧：v13 dashboard --snapshot out.txt',
  'drawn: {}': '已画入：{}',
  'is no COLUMNSxROWS': '不是“列数x行数”',
  'for example 120x40': '例如 120x40',
  'is not within 1x1 and {}x{}': '不在 1x1 与 {}x{} 之间',
  'the data root': '数据根目录',
  'data root of the capture to look at, or its socket': '要查看的采集的数据根目录，或其套接字',
  'symbol to begin with': '起始显示的合约',
  'of --snapshot: what to draw; the symbol view with --symbol, else the overview':
    '用于 --snapshot：画什么；给出 --symbol 时为合约视图，否则为总览',
  'draw one frame into a file and end: .txt or .svg': '将一帧画入文件后结束：.txt 或 .svg',
  'of --snapshot: size of the frame': '用于 --snapshot：画面大小',
  '--size {} is too small for the screen': '--size {} 对屏幕界面来说太小',
  'at least {}': '至少 {}',
  'this capture': '此采集',
  'of --snapshot and --json: a recording instead of a running capture; file, folder or pattern':
    '用于 --snapshot 与 --json：用录制代替正在运行的采集；文件、文件夹或通配',
  'of --replay: the moment, ISO 8601, a time of day in the recording, -90s before its end; else its end':
    '用于 --replay：时刻，ISO 8601、录制中的时刻、-90s 为结束前 90 秒；否则为其结尾',
  '--at belongs to --replay': '--at 须与 --replay 一起使用',
  'add --replay FILE': '请加上 --replay FILE',
  '--replay and --attach exclude each other': '--replay 与 --attach 不能同时使用',
  'a picture is of one of them': '图片只能取自其中之一',
  '--replay draws one frame and ends': '--replay 只画一帧就结束',
  'add --snapshot out.svg; to play it: v13 replay FILE --tui':
    '请加上 --snapshot out.svg；要播放：v13 replay FILE --tui',
  '--at {} is outside of the recording': '--at {} 不在录制的时间范围内',
  'it begins at {} and ends at {}': '录制始于 {}，止于 {}',
  'a moment of a recording, as its paused replay shows it': '录制中的一个时刻，与暂停的回放画面相同',
  '--size and --view belong to --snapshot': '--size 与 --view 须与 --snapshot 一起使用',
  '--symbol {}: a screen begins with one symbol': '--symbol {}：画面从一个合约开始',
  'name one; the overview shows all of them, and / filters': '只写一个；总览显示全部合约，/ 可筛选',
  'add --snapshot out.svg, or leave them out: a screen has the size of its terminal':
    '请加上 --snapshot out.svg，或不给它们：屏幕界面的大小即终端大小',
  '{}: the name of a picture ends with .txt or .svg': '{}：图片文件名须以 .txt 或 .svg 结尾',
  '--snapshot out.svg': '--snapshot out.svg',
  '{} earlier warnings stand in the log only': '另有 {} 条更早的警告只在日志中',
  'no v13.watch-ask/1': '不是 v13.watch-ask/1',
  'no {}: another version answers': '不是 {}：应答的是另一个版本',
  '{} screens look already': '已有 {} 个屏幕界面在查看',
};
