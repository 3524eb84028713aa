// The outlook on a verdict, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const OUTLOOK_ZH: Entries = {
  'how many hours of recording a verdict still needs, by firing rate and assumed hit rate':
    '按触发频率和假定的命中率，得出结论还需要录制多少小时',
  "Reads what was recorded so far and says how often each signal fires, how many outcomes a day do not overlap, and how many hours a verdict takes at its own level (Holm over all questions) for several assumed true hit rates; and the hit rate that breaks even at the fees. No outcome is held against a signal's side and no trial is counted: planning is no peeking. Without a path it reads the data root.":
    '读取至今的录制，说明每个信号多久触发一次、每天有多少互不重叠的结果，以及在几种假定的真实命中率下，按结论自身的水平（对所有问题用 Holm）需要多少小时；还有在该手续费下的盈亏平衡命中率。不把任何结果与信号方向对照，也不计入试验：做计划不是偷看。不给路径时读取数据根目录。',
  "until the original's targets can be judged": '直到可以判断原设计的目标',
  'against one target for all four signals': '四个信号用同一个目标',
  'other assumptions, other fees': '其他假定，其他手续费',
  'hit rate that each of the four signals of the verdict has to reach; without it those of the original':
    '参与结论的四个信号各自须达到的命中率；不给则用原设计的目标',
  'true hit rates to assume; without it 50% and 2, 3, 5 and 10 points above the target':
    '假定的真实命中率；不给则为 50% 以及高于目标 2、3、5、10 个百分点',
  'a share needs a unit': '比例需要单位',
  'not a share; write 60%': '不是比例；请写 60%',
  'must be above 0% and below 100%': '必须大于 0% 且小于 100%',
  '{n} of {n} that a verdict needs': '结论需要 {2}，已有 {1}',
  '{w}, entry {w} after the decision': '{}，决策后 {} 入场',
  '{n} over {n} questions: {n} by Holm for the first of them': '{2} 个问题共 {1}：按 Holm，其中第一个为 {3}',
  'outcomes: onsets so far whose outcomes do not overlap.': '结果：至今结果互不重叠的起点。',
  'No verdict is asked of signals without a target.': '没有目标的信号不求结论。',
  'decided: without those whose price is likely to stand still.': '已定：不含价格很可能不动的那些。',
  always: '始终',
  'never fired': '从未触发',
  'with a power of 80 %, at the pace so far; outcomes that depend on each other take longer':
    '功效 80 %，按至今的速度；相互依赖的结果需要更久',
  'fees, and for a taker half the mean spread at each crossing, by the mean size of the move; above 100 % not even an oracle pays for them':
    '计手续费，吃单每次另付平均价差的一半，按平均变动幅度；超过 100 % 时连先知也付不起',
  'Nothing was judged: no hit rate, no direction of any outcome, no entry in the ledger of trials. Planning as often as you like costs nothing of the error that a verdict may make.':
    '没有判断任何东西：没有命中率，没有任何结果的方向，试验账本中没有条目。做多少次计划都不会消耗结论所允许的误差。',
};
