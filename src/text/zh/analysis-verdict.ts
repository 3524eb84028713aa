// The words of the verdict and of the economic verdict in Simplified Chinese.

interface Need {
  readonly have: string;
  readonly wanted: string;
}

/** Verdicts are the machine's words, the same in every language, file and exit code: glossed where a report first has them. */
const CODES = '（PASS：通过；FAIL：未通过；INCONCLUSIVE：不能定论。）';

export const ANALYSIS_VERDICT_ZH = {
  question: (horizon: string, latency: string, label: string): string =>
    `看数据之前提出的问题：信号能否预告 ${horizon} 之后${label}的方向？入场在决策之后 ${latency}。`,
  label: { mid: '中间价', microprice: '微观价格', executable: '可成交价' },
  overall: {
    PASS: `每个终点都高于其门槛。${CODES}`,
    FAIL: `至少一个终点低于其门槛。${CODES}`,
    INCONCLUSIVE: `数据不能定论：既不高于也不低于门槛，或缺少得出结论的条件。${CODES}`,
  },
  /** Between the parts of a reason. */
  joint: '；',
  noEndpoints: '没有登记终点：没有结论，只有估计值。',
  chart: '各主要信号的命中率及其门槛',
  chartAbout: '点：互不重叠的结果上不含平局的命中率。线：双侧 95 %。竖标：应达到的门槛。',
  family: (of: { questions: string; all: string; leftOut: string }): string =>
    `水平按 ${of.all} 个预先登记信号中的 ${of.questions} 个计算，由 --signals 选定：未包含 ${of.leftOut}。全部一起会更严格；台账把这一选择计为单独的尝试。`,
  table: ['信号', '>门槛', '>命中率', '95 %', '>结果数', '>平局', '结论'],
  kind: { target: '目标', 'base-rate': '基础比率' },
  endpoint: (signal: string, bar: string, horizon: string): string => `${signal}：${horizon} 时高于 ${bar}？`,
  key: {
    hit: '命中率',
    bounds: '单侧界限',
    outcomes: '结果数',
    ties: '平局',
    p: 'Holm p',
    base: '基础比率',
    paired: '相对最佳单一信号',
    clumped: '过于集中',
    reason: '原因',
  },
  hit: (estimate: string, interval: string, of: { method: string; decided: string }): string =>
    `${estimate} ${interval}，${of.method}，有涨跌的结果 ${of.decided} 个`,
  bounds: (low: string, high: string, level: string): string => `${low} 至 ${high}，各侧置信度 ${level}`,
  outcomes: (of: { raw: string; onset: string; independent: string; decided: string; effective: string }): string =>
    `${of.independent} 个互不重叠，取自 ${of.onset} 个起点（区内样本 ${of.raw} 个）；其中有涨跌的 ${of.decided} 个，相当于 ${of.effective} 个独立结果`,
  ties: (count: string, share: string, strict: string): string =>
    `${count} 个，占结果的 ${share}；计为未命中时命中率为 ${strict}`,
  p: (p: string, alpha: string): string => `${p}，按 ${alpha} 评判`,
  base: (bar: string, verdict: string, reason: string): string => `优于 ${bar}？${verdict}：${reason}`,
  paired: (against: string, difference: string, lower: string): string =>
    `比 ${against} 高 ${difference} 个百分点；下界 ${lower}`,
  clumped: '结果集中在录制的少数时段：以小时计的好坏时段与本领无法区分',
  because: {
    pass: (bound: string, level: string, bar: string): string => `在 ${level} 置信度下至少为 ${bound}，高于门槛 ${bar}`,
    fail: (bound: string, level: string, bar: string): string => `在 ${level} 置信度下至多为 ${bound}，低于门槛 ${bar}`,
    passed: '所有条件成立，下界高于门槛',
    failed: '所有条件成立，上界低于门槛',
    open: (low: string, high: string, bar: string): string => `界限 ${low} 与 ${high} 之间含有门槛 ${bar}，不能定论`,
    unsaid: '没有估计值',
  },
  gate: {
    environment: (env: string): string => `${env} 数据不能得出结论`,
    coverage: ({ have, wanted }: Need): string => `已验证数据 ${have} h，需要 ${wanted} h`,
    coverageUnknown: '已验证的时长未知',
    gaps: ({ have, wanted }: Need): string => `录制因缺口中断过多（${have}，至多 ${wanted}）`,
    gapsUnknown: '没有样本，无法判断有多少因缺口中断',
    outcomes: ({ have, wanted }: Need): string => `有涨跌的结果 ${have} 个，需要 ${wanted} 个`,
    outcomesUnknown: '没有结果',
    null_audit: ({ have, wanted }: Need): string => `零假设审计中 ${have} 的无预测力对象被通过（至多 ${wanted}）`,
    null_auditUnknown: '零假设审计未运行',
    permutation: ({ have, wanted }: Need): string => `时间错开的信号在 ${have} 的情形下同样好（至多 ${wanted}）`,
    permutationUnknown: '结果太少，无法与时间错开的信号比较',
    foresight: '它看上去是在知道后来行情的情况下做出的',
    interval: ({ have, wanted }: Need): string => `有结果的时间块 ${have} 个，界限需要 ${wanted} 个`,
    intervalUnknown: '各时间块之间差异太小，无法给出界限',
    paired: ({ have }: Need): string => `未能证明优于最佳单一信号（下界 ${have} 个百分点）`,
    pairedUnknown: '未能证明优于最佳单一信号',
  },
  need: {
    hours: (wait: string): string => `按目前的触发频率还需 ${wait}`,
    atBar: (wait: string): string =>
      `命中率就在门槛处，相差不到一个标准误：手头可得的数据再多也不能定论（若真如所见，需 ${wait}）`,
    atBarExactly: '命中率就在门槛处：再多数据也不能定论',
    audit: '无法说明还需多少数据才能通过审计',
    wait: {
      minutes: (count: string): string => `${count} 分钟`,
      hours: (count: string): string => `${count} h`,
      days: (count: string): string => `${count} 天`,
      years: (count: string): string => `${count} 年`,
    },
    hopeless: '按测得的命中率，再多数据也不能证明',
    silent: '从未触发：无法说明还需多久',
  },
  breakEvenTitle: '抵偿成本需要什么',
  endpointTitle: '逐个终点',
  breakEven: {
    oracle: (horizon: string, move: string, share: string): string =>
      `${horizon} 的平均变动为 ${move}：吃单方要抵偿费用和价差须有 ${share} 的次数正确；先知也不能盈利。`,
    possible: (horizon: string, move: string, share: string): string =>
      `${horizon} 的平均变动为 ${move}：吃单方须有 ${share} 的次数正确才能抵偿费用和价差。`,
    none: (horizon: string): string => `${horizon} 还没有可测量的变动：无法说明抵偿成本的命中率。`,
    maker: (share: string): string => `双边挂单、总能成交且只付费用时需要 ${share}。`,
    makerOracle: (share: string): string => `双边挂单需要 ${share}，不可能达到。`,
    firing: (signal: string, move: string, share: string): string =>
      `${signal} 触发时平均变动为 ${move}：吃单方需要 ${share}。`,
  },
  economic: {
    title: '能否交易？另一个独立的结论',
    head: ['信号', '最佳方式', '>净值 bp', '区间', '>置信度/2', '>n/1', '结论'],
    TRADABLE: 'TRADABLE',
    NOT_TRADABLE: 'NOT TRADABLE',
    INCONCLUSIVE: 'INCONCLUSIVE',
    about: (taker: string, maker: string): string =>
      `每笔交易按实际价格并扣除费用后的净优势（每边吃单 ${taker} bp，挂单 ${maker} bp）。TRADABLE：可交易，仅当下界高于 0；NOT TRADABLE：不可交易，即各方式的上界都低于 0；INCONCLUSIVE：不能定论，时长或有涨跌的结果不足以得出上面的结论时也是如此。信号可以有预测力而仍不能盈利。`,
    none: '没有主要信号有经济结论。',
  },
  ids: { config: '配置', data: '数据', trials: '此数据上的试验数' },
} as const;
