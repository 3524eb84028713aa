// Entries of `v13 explain` about verdicts, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const EXPLAIN_ANALYSIS_ZH: Entries = {
  'Share of outcomes that went the way of the signal. Outcomes in which the price did not move are ties: they are left out, and their share stands beside it; the strict rate counts them as misses. Half of all moves go either way, so that 50 % is what knowing nothing gives.':
    '结果与信号方向一致的份额。价格未变动的结果为平局：不计入，其份额并列给出；严格命中率把平局算作未中。涨跌各半，因此一无所知时为 50 %。',
  'Independent outcomes that would say as much. n_raw counts every row in the zone, n_onset the entries into it, n_nonoverlap those entries that come after the outcome of the one before is known. Outcomes that overlap share most of their price path: on pure noise, taking them for independent finds significance in 71 % of cases instead of 5 %.':
    '说明力相当的独立结果数。n_raw 计区域内的每一行，n_onset 计进入次数，n_nonoverlap 计前一次结果已知之后的进入。重叠的结果共享大部分价格路径：在纯噪声上把它们当作独立，会在 71 % 而非 5 % 的情形中得出显著。',
  'Interval by resampling stretches of time instead of single outcomes: whatever depends on each other within a block stays together. Blocks are at least five horizons long. A verdict takes the worse of this bound and of the Wilson bound on outcomes that do not overlap.':
    '对时间段而非单个结果重抽样得到的区间：同一块内相互依赖的部分保持在一起。块长至少为五个预测期。结论取此界限与不重叠结果的 Wilson 界限中较差的一个。',
  "Information coefficient: correlation of a signal's value with the outcome; rank IC of their ranks. ICIR is the mean of the coefficients of time blocks over their standard deviation. The t value knows that outcomes overlap (HAC).":
    '信息系数：信号值与结果的相关；rank IC 为其秩的相关。ICIR 是各时间块系数的均值除以标准差。t 值考虑了结果的重叠（HAC）。',
  'Probability that the value before a rise is greater than the value before a fall; ½ is no skill. Average precision is the same question asked of the rises alone, to be held against their share.':
    '上涨前的值大于下跌前的值的概率；½ 为无能力。平均精度只针对上涨，须与上涨的份额相比。',
  'The signal is moved along the recording by every possible distance: it fires as often, in the same bursts, at the wrong times. The p value is the share of such shifts that do at least as well.':
    '把信号沿录制平移各种距离：触发次数与成簇方式不变，时间却错了。p 值是表现至少同样好的平移的份额。',
  'The same verdict on signals that are known to be exactly as good as the bar: how often would it have passed them? It must not be more often than the level says. An audit at 50 % against a bar of 55 % would prove nothing.':
    '对已知恰好达到门槛的信号作同样的判定：会有多少次通过？不得多于水平所称。以 50 % 对 55 % 的门槛审核什么也证明不了。',
  'Four questions are asked of the same data, so each must be answered more strictly. Holm goes from the smallest p upwards and divides the level by the questions that are left: the chance of any false PASS stays below the level.':
    '对同一数据提出四个问题，每个须更严格地回答。Holm 从最小的 p 起，用水平除以剩余的问题数：任何错误 PASS 的概率都低于该水平。',
  'For the many cells that nobody asked about beforehand: q is the share of false discoveries among all cells with a q as small. Cells are leads for another recording, never verdicts.':
    '用于事先无人问及的众多格子：q 是同样小的 q 的所有格子中错误发现的份额。格子只是另一份录制的线索，绝非结论。',
  'Everything that was ever judged on a recording: each signal with its rule, settings, horizon, latency and price counts once. The plan is written into trials.ndjson before any outcome is computed. Data are old where market and time overlap, whatever the file is called. The best of many tries looks good by chance; the count says how good.':
    '在一份录制上评判过的一切：每个信号连同其规则、设置、预测期、延迟与价格计一次。计划在计算任何结果之前写入 trials.ndjson。市场与时间重叠即为旧数据，无论文件叫什么。多次尝试中最好的一次偶然也会好看；次数说明有多好看。',
  'Probability that the Sharpe ratio is above what the best of N useless tries would show; PSR is the same against nought. Both know of skewed and heavy-tailed returns.':
    '夏普比率高于 N 次无用尝试中最好者的概率；PSR 与零相比。两者都考虑收益的偏度与厚尾。',
  'Probability of overfitting: the recording is cut into an even number of blocks, the best signal is chosen on every half of them, and it is asked where that one stands among all on the other half. The share of halves on which the winner falls below the middle.':
    '过拟合概率：把录制切成偶数个块，在每一半上选出最好的信号，看它在另一半上的名次。胜者落到中位以下的份额。',
  'Whether the best of all signals beats the baselines by more than the best of so many useless ones would.':
    '所有信号中最好的一个胜过基准的程度，是否超过同样多无用信号中最好者所能达到的。',
  'Hit rate at which trades of the mean move pay for their fees and, where they take, for half the mean spread at each crossing. Above 100 % not even an oracle earns. The economic verdict stands by itself: TRADABLE only where the lower bound of the edge after fees, spread and latency is above nought.':
    '平均变动的交易恰好抵偿手续费的命中率；吃单时每次还须抵偿平均价差的一半。高于 100 % 时连先知也赚不到钱。经济结论独立给出：仅当扣除手续费、价差与延迟后的优势下界大于零时为 TRADABLE。',
  'per cent': '百分比',
  probability: '概率',
};
