// Features and their columns, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const FEATURES_ZH: Entries = {
  'Mean of |mid return| by money traded over the last {} bars of {} with trades; a quote unit.':
    '最近 {} 根 {} 有成交的柱上 |中间价收益| 除以成交额的均值；每单位计价币。',
  'illiquidity: mean of |return| by money traded': '非流动性：|收益| 除以成交额的均值',
  'volume in base units; 0: a share of the trailing volume': '以基础币计的成交量；0：取近期成交量的一个比例',
  'share of the trailing volume, where no size is given': '未给出大小时，取近期成交量的比例',
  'span of the trailing volume': '近期成交量的时间跨度',
  '{n} base units': '{} 基础币',
  '{} of the trailing volume': '近期成交量的 {}',
  'the z-scores of OFI and CVD, cut at a limit on both sides': 'OFI 与 CVD 的 z 值，两侧按上限截断',
  'largest |z| that is written': '写出的最大 |z|',
  "The row's ofi_z, cut at ±{}.": '该行的 ofi_z，截断于 ±{}。',
  "The row's cvd_z, cut at ±{}.": '该行的 cvd_z，截断于 ±{}。',
  'Signed taker volume, each trade halved every {} since.': '带方向的吃单成交量，每笔成交每过 {} 减半。',
  'cumulative volume delta that forgets': '会遗忘的累计成交量差',
  'time in which a trade loses half its weight': '一笔成交权重减半所需的时间',
  'the sum restarts at whole multiples of this since the epoch; a day is 00:00 UTC':
    '累计和在自纪元起该值的整数倍处重置；一天即 00:00 UTC',
  'Running sum of signed taker volume times price.': '带方向的吃单成交量乘以价格的累计和。',
  'What the trades of the row added to it.': '该行成交所增加的部分。',
  'cumulative volume delta in money': '以金额计的累计成交量差',
  'Running sum of the signed square roots of trade sizes in base units.': '以基础币计的成交量的带符号平方根的累计和。',
  'Running sum of signed sizes cut at the median plus {} MAD of the {} trades before each.':
    '带符号成交量的累计和，每笔截断于其之前 {2} 笔成交的中位数加 {1} 个 MAD。',
  'cumulative volume delta of square roots, and of sizes cut at a limit from the past':
    '平方根的累计成交量差，以及按过去的上限截断的累计成交量差',
  'scaled MADs above the median at which a size is cut': '截断成交量的上限，高于中位数若干个缩放 MAD',
  'trades that the limit is taken from': '用来得出上限的成交笔数',
  'trailing span': '近期跨度',
  'Signed taker volume of the last {}.': '最近 {} 带方向的吃单成交量。',
  'Its z-score against {} spans of {} before, end to end.': '相对此前首尾相接的 {} 个 {} 跨度的 z 值。',
  'Buying minus selling by their sum, taker volume of the last {}.': '最近 {} 吃单成交量的买卖之差除以买卖之和。',
  'signed taker volume of trailing spans with z-score and normalised imbalance':
    '近期跨度内带方向的吃单成交量，含 z 值与归一化失衡',
  'spans, end to end, in the baseline of a z-score': 'z 值基准所用的首尾相接的跨度个数',
  'imbalance of the sizes resting on the best levels': '最优各档挂单量的失衡',
  'levels a side': '每侧档数',
  '(bid size − ask size)/(bid size + ask size) over {} levels, as of the row.':
    '（买量 − 卖量）/（买量 + 卖量），取 {} 档，以该行为准。',
  'rows in the baseline of the z-scores, all of them wanted before the first': 'z 值基准的行数，首个 z 之前需全部具备',
  'Rolling z-score of {} against the {} rows before it.': '{} 相对其之前 {} 行的滚动 z 值。',
  "{t} of the row's {t}.": '该行{2}的{1}。',
  'order flow imbalance': '订单流失衡',
  'signed taker volume': '带方向的吃单成交量',
  'prices a side that are looked at': '每侧查看的价位数',
  'Generalised order flow imbalance of the row: sizes at every price that the best quotes passed.':
    '该行的广义订单流失衡：最优报价所经过的每个价位上的挂单量。',
  'generalised order flow imbalance of the best quotes, with its z-score': '最优报价的广义订单流失衡，含 z 值',
  'Generalised order flow imbalance of the row, of logarithms of lots.': '该行的广义订单流失衡，取手数的对数。',
  'generalised order flow imbalance of logarithms of sizes, with its z-score': '取挂单量对数的广义订单流失衡，含 z 值',
  'Order flow imbalance of {} levels, normalised and weighted by the fitted first component.':
    '{} 档订单流失衡，归一化后按拟合的第一主成分加权。',
  'Rolling z-score of integrated_ofi against the {} rows before it.': 'integrated_ofi 相对其之前 {} 行的滚动 z 值。',
  'order flow imbalance of all levels, weighted by the first principal component of a training span':
    '各档订单流失衡，按训练时段的第一主成分加权',
  'file of weights, as --fit-pca writes it': '权重文件，由 --fit-pca 写出',
  'length of a bar; a row where it is shorter': '柱长；行更短时为行长',
  'bars that a value is made of': '一个值所用的柱数',
  'Mid change by signed taker volume, slope over the last {} bars of {}.':
    '中间价变动对带方向吃单成交量的斜率，取最近 {} 根 {} 的柱。',
  'Intercept of that regression.': '该回归的截距。',
  'Share of the variance of the mid change that it explains.': '它所解释的中间价变动方差的占比。',
  'Slope of the regression without an intercept.': '无截距回归的斜率。',
  'Slope on the signed square root of volume, without an intercept; price a root of base units.':
    '对成交量带符号平方根的斜率，无截距；单位为价格除以基础币的平方根。',
  'price impact of signed taker volume (Kyle’s lambda), with Hasbrouck’s root variant':
    '带方向吃单成交量的价格冲击（Kyle lambda），含 Hasbrouck 的平方根变体',
  'Price of {} level {} as of the row.': '{} 侧第 {} 档的价格，以该行为准。',
  'Size of {} level {} as of the row.': '{} 侧第 {} 档的数量，以该行为准。',
  'prices and sizes of the best levels': '最优各档的价格与数量',
  'horizon, from the trade on': '期限，自成交起算',
  'Move of the mid in the {} after a taker {}, in its direction, weighted by volume; of trades whose time ended in the row.':
    '吃单 {2} 之后 {1} 内中间价沿其方向的变动，按成交量加权；取期限在该行内结束的成交。',
  'mean move of the mid after taker buys and after taker sells': '吃单买入和吃单卖出之后中间价的平均变动',
  'micro-price: the mid plus what imbalance and spread let expect of it, fitted on a training span':
    '微观价格：中间价加上由失衡与价差可预期的变动，在训练时段上拟合',
  'file of adjustments, as --fit-microprice writes it': '调整量文件，由 --fit-microprice 写出',
  'Mid plus the fitted adjustment G*, as of the row.': '中间价加拟合的调整量 G*，以该行为准。',
  'The adjustment alone: microprice minus mid.': '仅调整量：微观价格减中间价。',
  'Order flow imbalance of level {} over the row.': '该行第 {} 档的订单流失衡。',
  'mlofi_{} divided by mlofi_depth; 0 in a row without an update.': 'mlofi_{} 除以 mlofi_depth；没有更新的行为 0。',
  'Mean size of a level, both sides and {} levels, over the row.': '该行内每档的平均数量，双侧 {} 档。',
  'order flow imbalance of each level, raw and normalised by the common depth':
    '各档订单流失衡，原始值以及按共同深度归一化的值',
  'Order flow imbalance of the row by mode {}.': '该行按模式 {} 的订单流失衡。',
  'order flow imbalance by all four modes, each with its z-score': '全部四种模式的订单流失衡，各含 z 值',
  'Signed taker volume of the row: what trades took from the quotes.':
    '该行带方向的吃单成交量：成交从报价中取走的部分。',
  'Flow of the best quotes (e_1) minus ofi_trade: orders added and withdrawn.':
    '最优报价的流（e_1）减 ofi_trade：新增与撤销的挂单。',
  'order flow imbalance of the best quotes, split into trades and the rest': '最优报价的订单流失衡，分为成交与其余部分',
  'cumulative order flow imbalance': '累计订单流失衡',
  'cumulative signed taker volume': '累计带方向吃单成交量',
  'Pivot confirmed by this row: 1 a high, -1 a low, 0 none.': '该行确认的拐点：1 为高点，-1 为低点，0 为无。',
  'Time of the extreme of the pivot that this row confirms.': '该行所确认拐点的极值时间。',
  'Time of this row where it confirms a pivot: usable from then on.': '该行确认拐点时的时间：自此可用。',
  'Mid at the extreme of the pivot that this row confirms.': '该行所确认拐点的极值处中间价。',
  'Of the pivot against the last one of its side by {t}: 1 bullish, -1 bearish, 2 and -2 hidden, 0 none.':
    '拐点与同侧上一拐点按{}比较：1 看涨，-1 看跌，2 与 -2 为隐藏背离，0 为无。',
  'Change of the {t} between the two pivots, without its sign.': '两个拐点之间{}的变化，不带符号。',
  'swing highs and lows of the mid, and divergence of both flows from them, from the time they are confirmed':
    '中间价的摆动高低点，以及两种流与之的背离，自确认之时起',
  'rows on both sides that a pivot must stand out from': '拐点须在两侧各多少行中突出',
  'ticks that the mid must come back by instead; 0 to count rows': '改为要求中间价回撤若干跳；0 表示按行计',
  'distance of both flows from their median, in median absolute deviations':
    '两种流偏离各自中位数的距离，以中位数绝对偏差计',
  'MAD z-score against the {} rows before it': '相对其之前 {} 行的 MAD z 值',
  'Covariance of price changes from trade to trade with the change before, {} pairs; price squared.':
    '逐笔价格变动与前一次变动的协方差，{} 对；单位为价格平方。',
  'Spread that it implies; absent where the covariance is above 0.': '由此推出的价差；协方差大于 0 时缺失。',
  'spread implied by the bounce of trade prices': '由成交价反弹推出的价差',
  'pairs of price changes': '价格变动的对数',
  'Twice the signed distance of trades of the row from the mid known with them, weighted by volume.':
    '该行成交价与当时已知中间价的带方向距离的两倍，按成交量加权。',
  'The same from the mid {} later, of the trades whose {} ended in the row.':
    '同上，但中间价取 {} 之后；取 {} 在该行内结束的成交。',
  "Twice the move of the mid in {} in the taker's direction, of the same trades.":
    '同一批成交在 {} 内中间价沿吃单方向变动的两倍。',
  'effective and realised spread and price impact of the trades': '成交的有效价差、实现价差与价格冲击',
  'State of {}: 1 long, -1 short, 0 none.': '{} 的状态：1 多，-1 空，0 无。',
  'signal states of ofi_z, cvd_z and fusion with hysteresis, least duration and cool-down':
    'ofi_z、cvd_z 与融合的信号状态，含滞回、最短持续与冷却',
  'value beyond which a state is entered': '超过此值进入状态',
  'value at which it is left': '到此值离开状态',
  'how long the value must stay beyond enter': '值须超过进入阈值多久',
  'pause after a state before the next': '一个状态之后到下一个之前的停顿',
  'First trade price of the row.': '该行的首笔成交价。',
  'Highest trade price of the row.': '该行的最高成交价。',
  'Lowest trade price of the row.': '该行的最低成交价。',
  'Last trade price of the row.': '该行的末笔成交价。',
  'Mean trade price of the row, weighted by size.': '该行按数量加权的平均成交价。',
  'Volume traded in the row; 0 without trades.': '该行的成交量；无成交为 0。',
  'Part of it whose taker bought.': '其中吃单方买入的部分。',
  'Trades of the row.': '该行的成交笔数。',
  'the trades of the row as a bar: open, high, low, close, vwap, volume':
    '把该行的成交作为一根柱：开、高、低、收、vwap、量',
  'Root of the sum of squared log mid returns from row to row, {}.': '逐行中间价对数收益平方和的平方根，{}。',
  'The same by bipower variation, which a single jump hardly enters, {}.': '同上，用双幂变差，单次跳跃几乎不计入，{}。',
  'Volatility that the highest and the lowest trade price imply, {}.': '由最高与最低成交价推出的波动率，{}。',
  'realised volatility and bipower variation of the mid and range of trades over trailing spans, not annualised':
    '近期跨度内中间价的已实现波动率与双幂变差，以及成交价极差，未年化',
  'First price of the last closed bar of {t}.': '最近一根已收 {} 柱的开盘价。',
  'Highest price of that bar.': '该柱的最高价。',
  'Lowest price of that bar.': '该柱的最低价。',
  'Last price of that bar.': '该柱的收盘价。',
  'Share of its volume whose taker bought.': '其成交量中吃单方买入的占比。',
  'From its first trade to its last; 0 where one trade filled it.': '从首笔到末笔成交的时长；一笔成交填满时为 0。',
  'Bars closed in the row.': '该行内收柱的根数。',
  'the last closed bar of equal volume': '最近一根已收的等量柱',
  'Mean one-sidedness of the last {} buckets of {t}.': '最近 {} 个 {} 成交量桶的平均单边程度。',
  'Buckets filled, up to the {} that a value needs.': '已填满的桶数，至多为一个值所需的 {}。',
  'volume-synchronised share of one-sided flow (VPIN), on exact taker sides':
    '成交量同步的单边流占比（VPIN），采用确切的吃单方向',
  'buckets that a value is made of': '一个值所用的桶数',
  'distance of the size-weighted mid from the mid': '按数量加权的中间价与中间价之距',
  'Weighted mid minus mid, as of the row.': '加权中间价减中间价，以该行为准。',
  'z-scores of both flows, outliers pulled in to limits from the past only':
    '两种流的 z 值，异常值只按过去得出的上限拉回',
  'half width of the limits, in scaled median absolute deviations': '上限的半宽，以缩放的中位数绝对偏差计',
  'Winsorised z-score (limits median ± {} MAD) against the {} rows before it':
    'Winsor 化 z 值（上限为中位数 ± {} MAD），相对其之前 {} 行',
};
