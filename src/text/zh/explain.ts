// Entries of `v13 explain`, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const EXPLAIN_ZH: Entries = {
  'Trades that the stream lost are fetched over REST by id and written behind, as lines of the stream healedTrade. available_at says when they were known. They came late, so they enter no signal, live or in replay; they complete the record. What REST does not have stays a gap with its ids.':
    '数据流中丢失的成交会按 id 通过 REST 取回，作为数据流 healedTrade 的行写在后面；available_at 记录得知这些成交的时刻。它们来得晚，因此实时和回放都不进入任何信号，只用来补全记录。REST 也没有的成交仍是缺口，并列出 id。',
  'The exchange closes every socket after 24 hours. Before that (--roll-over) a second one is opened beside it, each stream moves over where the new one continues it, and of what both bring the first arrival is stored: nothing is lost or doubled. A stream that cannot be handed over without a doubt counts as a resync. A reconnect is the other thing: a socket that was lost without a plan.':
    '交易所会在 24 小时后关闭每个连接。在此之前（--roll-over）会并行打开第二个连接，各数据流在新连接能够接续的位置切换过去；两个连接都送达的消息只保存先到的那份：不丢失，也不重复。无法确定无误地切换的数据流计为一次重新同步。重连是另一回事：连接在计划之外断开。',
  "The exchange's clock minus this machine's, measured over REST at the start and every 15 s; the sample with the shortest way counts. The truth lies within the uncertainty, whatever the way there and back took. A corrected latency is the raw one plus this offset. A gate is INCONCLUSIVE only where the verdict depends on which offset within it is the true one.":
    '交易所时钟减去本机时钟，在启动时和之后每 15 秒通过 REST 测量；以往返最短的样本为准。无论往返各占多少，真值都落在不确定度之内。修正后的延迟等于原始延迟加上这一偏移。只有当结论取决于其中哪个偏移为真时，质量门才为 INCONCLUSIVE。',
  'A capture writes segments: files that end by time or size (--rotate). Beside each finished one lies its manifest: hash, counts, first and last ids, gaps, healed ids, latencies, clock offset, versions. It says nothing that the bytes do not say; v13 verify derives it again from them.':
    '采集会写出分段文件，按时间或大小结束（--rotate）。每个已完成的文件旁有一份清单：哈希、计数、首末 id、缺口、补回的 id、延迟、时钟偏移、版本。清单所写的一切都能从文件字节得出；v13 verify 会重新推导。',
  'The last line of a finished segment: how many lines and bytes stand before it, and their SHA-256. With it a segment can be proved byte for byte without its manifest. The state is clean, or recovered where a later start sealed what a dead capture had left; torn bytes are those that were no whole line and were moved aside.':
    '已完成分段文件的最后一行：它之前有多少行、多少字节，以及其 SHA-256。有了它，即使没有清单也能逐字节验证分段文件。状态为 clean，或为 recovered（后来的启动替中断的采集补上封条）；残缺字节是未构成完整一行而被移到一旁的字节。',
  'What was received and not yet written waits in memory. From 64 MB on the sockets are not read until half of it is written: the exchange then waits, and nothing is dropped. Each time is counted as a stall. The queue of log lines is another one: it drops the least important lines when it is full, and counts them.':
    '已接收但尚未写入的数据在内存中等待。达到 64 MB 后停止读取连接，直到写完其中一半：由交易所等待，不丢弃任何数据。每次都计为一次停顿。日志行的队列是另一个队列：满时丢弃最不重要的行并计数。',
  'When rows are made. 100ms (default): one row each 100 ms of receive time, closed when the first frame at or after its end arrives, with the state as of then. event: one row each depth update, as in the original design. On a grid, the windows of OFI and CVD span the same time.':
    '何时生成一行。100ms（默认）：按接收时间每 100 毫秒一行，在其结束时刻之后的第一帧到达时关闭，取当时的状态。event：每次深度更新一行，与原始设计相同。在时间网格上，OFI 与 CVD 的窗口覆盖相同的时间。',
  'A stretch in which messages are missing. Depth: pu of a message is not u of the one before. Trades: ids jump. What ids cannot show (disconnect, silence of the connection, clock step, failed REST call) is written into the recording as a control line. A gap clears all windows of the symbol. A quiet market is no gap. Holes in aggTrade are healed over REST where it still has the trades.':
    '缺少消息的一段。深度：某条消息的 pu 不等于前一条的 u。成交：id 跳号。id 无法反映的情况（断线、连接静默、时钟跳变、REST 调用失败）作为控制行写入录制文件。缺口会清空该合约的所有窗口。市场清淡不是缺口。aggTrade 的缺口在 REST 仍有这些成交时会被补回。',
  'The book was lost at a gap and is built again from a snapshot and the updates after it. Until then it is not read: values are null with the reason unsynced. Other symbols go on. During a capture the snapshot is asked for at once, within the request weight that the exchange allows. The count of resyncs is a figure of quality, its target is 0.':
    '订单簿在缺口处失效，由快照和其后的更新重建。在此之前不读取订单簿：值为 null，原因为 unsynced。其他合约不受影响。采集时会在交易所允许的请求权重内立即请求快照。重新同步次数是质量指标，目标为 0。',
  'A stretch of a symbol without a break. It counts up at every gap, resync, disconnect and new session. Windows never reach across two segments: after a break they warm up again. A session is one run of capture. The files that it is written into are called segments too (v13 explain manifest).':
    '某合约没有中断的一段。每逢缺口、重新同步、断线和新会话都加一。窗口绝不跨越两段：中断之后重新预热。一次采集运行就是一个会话。会话写出的文件也称为分段文件（v13 explain manifest）。',
  'Event latency: receive time minus the send time that the exchange states. It holds the difference of the two clocks and may be negative; it is shown raw, and as the excess over the trailing 10-minute minimum of the session, which takes a constant clock offset out (and the shortest way with it). Pipeline latency: from receipt to the end of processing. None of them changes a computed value. The gate wants a p95 of the excess below 2500 ms.':
    '事件延迟：接收时间减去交易所标明的发送时间。它包含两端时钟之差，可能为负；既显示原始值，也显示相对于会话内最近 10 分钟最小值的超出量，后者消除了恒定的时钟偏移（以及最短传输时间）。管道延迟：从收到到处理结束。两者都不影响任何计算值。质量门要求超出量的 p95 低于 2500 毫秒。',
  'How many update ids one depth message spans. The ids are shared by all symbols of the exchange, so it grows with the whole market: about 3,000 in 2021 and 10,000 in 2024 at 100 ms. The limit of 1,000 in the original design fits a test network, not mainnet.':
    '一条深度消息跨越多少个更新 id。id 由交易所所有合约共用，因此随整个市场增长：100 ms 档在 2021 年约 3,000，2024 年约 10,000。原始设计的上限 1,000 适合测试网，不适合主网。',
  'Share of the recording in which the book is synced and not crossed, and the connection up. It begins with a snapshot, ends at a depth gap, a crossed book, a disconnect or silence, and begins again with the resync, the next message or the book in order; trade gaps do not end it. The pauses between sessions count as not covered. Verified, which v13 verify shows and --until-coverage counts, is stricter: it ends with the last depth message and leaves out the time around every hole in the trades that is still open.':
    '录制中订单簿已同步、未交叉且连接正常的时间占比。从快照开始，遇到深度缺口、盘口交叉、断线或静默即中止，到重新同步、下一条消息或盘口恢复正常时继续；成交缺口不会中止它。会话之间的停顿计为未覆盖。v13 verify 显示、--until-coverage 计算的“已验证”更严格：到最后一条深度消息为止，并排除每个仍未补回的成交缺口附近的时间。',
  'The fingerprint of all signal rows. The same recording with the same configuration gives the same digest, live or replayed, plain or compressed, in one file or many. It stands beside its row count and the counts of values that are not null; a proof without a single fusion value fails.':
    '所有信号行的指纹。同一录制、同一配置给出同一摘要，无论实时还是回放、压缩与否、一个文件还是多个。旁边列出行数和非 null 值的个数；连一个融合值都没有的证明视为不通过。',
  'Where data come from: MAINNET (the real market), TESTNET (the practice market of the exchange: thin, wide, other prices), EMULATOR (a server of v13 that speaks the wire format), SYNTHETIC (made by v13 simulate) or UNSTATED (a foreign file that does not say). It stands in every header and report. Data of different environments are never mixed.':
    '数据来自哪里：MAINNET（真实市场）、TESTNET（交易所的模拟市场：清淡、价差大、价格不同）、EMULATOR（v13 实现同一通信格式的服务器）、SYNTHETIC（由 v13 simulate 生成）或 UNSTATED（未作说明的外来文件）。它出现在每个标题和报告中。不同环境的数据绝不混用。',
  'A name for all computing settings at once. original: the original design line by line (index OFI each depth update, level CVD a trade, z over 300 samples with the current one included). It exists for comparison and is no recommendation.':
    '一次设定所有计算参数的名称。original：逐条照搬原始设计（每次深度更新计算 index 型 OFI，每笔成交计算水平值 CVD，z 取 300 个样本且包含当前样本）。它仅供比较，不是推荐。',
  'setting {}: {t}': '设置 {}：{}',
  '{t}: a feature of v13 compute, --feature {}. Formulas: docs/formulas.md.':
    '{}：v13 compute 的特征，--feature {}。公式见 docs/formulas.md。',
  'A row that enters a state: the signal is there and was not in the row before. A state that lasts ten rows counts ten rows and one onset, so onsets count occasions and rows count time. Rates are per hour of rows.':
    '进入某一状态的行：这一行有信号而前一行没有。持续十行的状态计十行、一个起点，因此起点数计场合，行数计时间。速率按每小时的行计。',
  'How a z is distributed, against what a normal one would show. IQR: distance of the quartiles. P(|z|>2): share of rows beyond 2. The interval beside a share is the Wilson interval at 95 % for independent rows; rows are autocorrelated, so the true one is wider. n: how many values a figure is made of.':
    'z 的分布，与正态分布的 z 对比。IQR：四分位距。P(|z|>2)：超过 2 的行的占比。占比旁的区间是假设各行独立的 95 % Wilson 区间；实际上各行自相关，真实区间更宽。n：该数字由多少个值得出。',
  "A verdict on the data: PASS, FAIL, or INCONCLUSIVE where there is too little to judge. layer1, of the original design, asks for 0 resyncs, 0 crossed books, a p95 of the latency below 2500 ms (corrected by the clock offset where that was measured, else its excess), more than one message a second and no damaged input. steady-30m, for captures, asks for the thresholds of the original design's steady run: its length, rate, four limits of latency, no break, no resync, at most one reconnect, batch_span, the log's queue, a rotation. Each criterion stands with what was measured and what was wanted.":
    '对数据的结论：PASS、FAIL，数据太少无法判断时为 INCONCLUSIVE。layer1 来自原始设计，要求 0 次重新同步、0 次盘口交叉、延迟 p95 低于 2500 毫秒（测得时钟偏移时用修正值，否则用超出量）、每秒多于一条消息、输入无损坏。steady-30m 用于采集，要求达到原始设计稳定运行的各项阈值：时长、速率、四项延迟上限、无中断、无重新同步、最多一次重连、batch_span、日志队列、一次文件轮转。每项标准都列出实测值与要求值。',
  'What came on each stream. per s: messages by recorded time. Nothing new: repeats, and depth that came before its snapshot. Longest silence: the longest stretch without a message of the stream. Time steps back: messages whose exchange time is before that of an earlier one.':
    '每个数据流收到的内容。每秒：按录制时间计的消息数。无新内容：重复消息，以及早于快照的深度消息。最长静默：该数据流最长的无消息时段。时间倒退：交易所时间早于先前某条的消息。',
  'Time that a stage of the computation takes for one event, measured at every so many events, against the limit of the original design. The verdict needs 100 measurements: below that the 99th percentile is only the largest value.':
    '计算的某一阶段处理一个事件所用的时间，每隔若干事件测量一次，与原始设计的上限比较。结论需要 100 次测量：少于此数时第 99 百分位只是最大值。',
  'Tick: the smallest step of a price. Step: the smallest step of a quantity. Stated by the session header or by --tick and --step, else inferred from the decimals in the data.':
    'tick：价格的最小步长。step：数量的最小步长。由会话头或 --tick 与 --step 给定，否则从数据的小数位推断。',
  'Order flow imbalance: how much demand minus supply entered the top of the book since the last row. Positive is net buying interest. It moves with the price of the same moment; it does not by itself predict the next one. Modes: cks5 (default) weighs five levels, cks1 takes the best level, pricekey compares quantities at the same prices, index is the formula of the original design and wrong whenever a level moves.':
    '订单流失衡（OFI）：自上一行以来，进入盘口的需求减去供给。正值表示净买入意愿。它与同一时刻的价格同向变动，本身并不预测下一步。模式：cks5（默认）对五档加权，cks1 取最优档，pricekey 比较相同价格上的数量，index 是原始设计的公式，凡有档位移动就会出错。',
  'Cumulative volume delta: volume bought by takers minus volume sold by takers. Mode delta (default) takes the z of the volume delta of bars that do not overlap. Mode level, of the original design, takes the z of the running sum: that sum wanders like a random walk, so its z is large most of the time without meaning much.':
    '累计成交量差（CVD）：吃单方买入量减去吃单方卖出量。模式 delta（默认）对互不重叠的柱的成交量差取 z。原始设计的模式 level 对累计和取 z：累计和像随机游走一样漂移，因此 z 大部分时间很大却没有多少意义。',
  'How far a sample lies from the mean of the recent ones, in their standard deviations. The window is the last 300 valid samples. By default the current sample is not part of its own baseline, so that a shock does not dilute itself. A z that cannot be computed is null with a reason, never 0.':
    '样本偏离近期样本均值多少，以其标准差计。窗口为最近 300 个有效样本。默认情况下当前样本不计入自身的基准，以免冲击被自身稀释。无法计算的 z 为 null 并附原因，绝不记为 0。',
  'A value that is missing stands as null with its reason. warming: the window has fewer samples than the warm-up wants (warming 212/300). std_zero: all samples are equal. unsynced: the book waits for a snapshot. partial: a break or the start of data lies in the bar. no_trades: none seen yet. one_sided, crossed: the book cannot give prices. no_trend: less history than the trend window. no_input: an input is null. no_stream: the stream is not in the data. no_data: the connection was down, nothing is known of this time.':
    '缺失的值为 null，并附原因。warming：窗口内样本少于预热要求（warming 212/300）。std_zero：所有样本相等。unsynced：订单簿在等待快照。partial：柱内有中断或数据起点。no_trades：尚未见到成交。one_sided、crossed：盘口无法给出价格。no_trend：历史短于趋势窗口。no_input：某个输入为 null。no_stream：数据中没有该数据流。no_data：连接中断，这段时间一无所知。',
  'One score of both signals. It fires only when it is large and both agree: strong_buy above 2.5 with consistency above 0.7, strong_sell below −2.5 likewise, else neutral. Its hit rate is a question for measurement, not a promise.':
    '两个信号合成的一个得分。只有得分大且两者一致时才触发：高于 2.5 且一致性高于 0.7 为 strong_buy，低于 −2.5 且同样一致为 strong_sell，否则 neutral。其命中率要靠测量回答，不作承诺。',
  'How well the two z-scores agree: 1 when they are equal, 0 when their signs differ or one is 0.':
    '两个 z 值的一致程度：相等为 1，符号相反或其一为 0 时为 0。',
  'How far a figure stands beyond its threshold: 1 is just at it. A signal is buy, sell or neutral.':
    '数值超出阈值的程度：1 表示恰好等于阈值。信号为 buy、sell 或 neutral。',
  'Price and flow disagree. bullish: the price fell while both flows buy. bearish: the price rose while both flows sell. inconsistent: the two flows contradict each other strongly. The trend is the return of the mid over the last 60 s; changes up to one tick count as none.':
    '价格与订单流不一致。bullish：价格下跌而两种流都在买入。bearish：价格上涨而两种流都在卖出。inconsistent：两种流强烈矛盾。趋势为最近 60 秒中间价的收益；不超过一跳 的变动视为没有趋势。',
  'Mid: the middle of best bid and best ask. Spread: their distance in ticks. Weighted mid: leans towards the side with less quantity, where the price is likelier to go.':
    '中间价（mid）：最优买价与最优卖价的中点。价差（spread）：两者之距，以跳计。加权中间价：偏向数量较少的一侧，价格更可能走向那里。',
  'Which side of the best level is longer: +1 only bids, −1 only asks.': '最优档哪一侧更长：+1 只有买盘，−1 只有卖盘。',
  'Share of bought minus share of sold taker volume in the last closed bar; null in a bar without trades.':
    '上一根已收柱中吃单方成交量的买入占比减去卖出占比；无成交的柱为 null。',
};
