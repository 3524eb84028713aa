// The words of the sections that only the full report has, in Simplified Chinese.

export const ANALYSIS_DEEP_ZH = {
  signals: {
    about: '所评判的对象：每条规则的实际算法、触发频率与持续时间。',
    ruleTitle: '规则',
    useTitle: '触发情况',
    windowTitle: '窗口',
    rules: ['信号', '角色', '规则', '>门槛'],
    use: ['信号', '>行数/1', '>有效', '>多', '>空', '>起点/h', '>平均持续 s', '>ACF 1/2', '>ACF 10/2', '>ACF 100/2'],
    useAbout: '有效：有数值的行占比；其余为预热、缺口或无数据。ACF：数值在滞后 1、10、100 行的自相关。',
    window: ['信号', '>窗口 p5 s', '>p50 s', '>p95 s'],
    windowAbout: 'z 值背后窗口的时间长度。',
    none: '没有信号。',
  },
  impact: {
    about: (clock: string, source: string): string =>
      `对数据的检查，不是预测：同一时间格内的价格变化与订单流。时钟：${clock}；价格取自 ${source}。`,
    clock: { exchange: '交易所', receive: '接收方' },
    flowHead: ['订单流', '含义'],
    flow: {
      ofi: '最优档订单流失衡 (Cont、Kukanov、Stoikov 2014)',
      ti: '成交失衡：主动买入量减主动卖出量',
      'ofi+ti': '两者联合；beta 为 ofi 的',
      'ofi:index': '按档位序号，五档，即原设计的算法',
      'ofi:cks5': '五档，各按自身价格，权重同处理链',
      mlofi: '十档联合；beta 为最优档的 (Xu、Gould、Howison 2018)',
      'mlofi+ti': '十档与成交联合',
      'ofi:integrated': '十档除以该格深度后的第一主成分；beta 以该深度为单位',
    },
    sameTitle: '同一格的价格变化',
    head: [
      '订单流',
      '时间格',
      '>n',
      '>alpha/2',
      '>beta',
      '95 %',
      '>R²',
      'R² 95 %/1',
      '>调整 R²/2',
      '>样本外 R²/1',
      '样本外 95 %/2',
    ],
    headAbout:
      'beta：每单位基础币对应的跳数。R²：以全部时间格拟合，价格变化被解释的比例。调整 R²：减去同样多回归量凭偶然即可解释的部分。样本外 R²：自数据三分之一处起，只用更早的时间格拟合来预测，与其均值相比；小于 0 即不如该均值。区间：至多 64 块连续时间格，按块聚类。',
    nextTitle: '下一格的价格变化',
    nextHead: [
      '订单流',
      '时间格',
      '>n',
      '>相关系数',
      '相关系数 95 %/2',
      '>R²',
      '95 %/1',
      '>样本外 n/2',
      '>样本外 R²',
      '样本外 95 %/1',
    ],
    nextAbout: '这才是交易者用得上的。样本内 R² 不会小于 0，且随回归量增多而上升：以样本外的为准。',
    levelTitle: (bin: string, n: string): string => `逐档，时间格 ${bin}，n ${n}`,
    levelHead: ['档', '>beta', '95 %', '>权重'],
    levelAbout: (explained: string): string =>
      `beta：各档联合拟合，每单位基础币对应的跳数。权重：第一主成分中的权重；该成分解释各档订单流方差的 ${explained}。`,
    noLevels: '没有深度数据：无法逐档测量订单流。',
    scatter: (flow: string, bin: string): string => `订单流与价格变化，${flow}，时间格 ${bin}`,
    scatterAbout: ({ shown, n, stride }: { shown: string; n: string; stride: string }): string =>
      `${n} 个时间格中的 ${shown} 个点：${stride === '1' ? '全部' : `每 ${stride} 个取一个，只按次序`}。直线为全部时间格的拟合。`,
    flowAxis: (flow: string): string => `${flow}，基础币单位`,
    ticksAxis: '价格变化，跳',
    bins: '时间格',
    line: (alpha: string, beta: string): string => `${alpha} + ${beta} · 订单流`,
    depth: 'beta · 2 · 深度',
    depthText: ({ ticks, steps, length }: { ticks: string; steps: string; length: string }): string =>
      `以跳计 ${ticks}，以最优价的步数计 ${steps}；按 Cont、Kukanov、Stoikov (2014) 约为 1，其订单簿每一跳都有挂单。此处一步平均长 ${length} 跳：步越长，以跳计的数越大。`,
    chart: '同一格内价格变化的 R²',
    chartAbout: '按时间格宽度。此处高而下一格低是常见情形。',
    binAxis: '时间格',
  },
  baselines: {
    about: '各主要信号与其须胜过的基准，取相同时刻。',
    head: ['信号', '基准', '期限/1', '>n', '>基准命中', '95 %（分块）/2', '>信号 − 基准', '差 95 %', '>偏 IC/1'],
    headAbout: '信号 − 基准：命中率之差，百分点，按时间块配对。偏 IC：除去过去收益后与结果的相关系数。',
    chart: '信号减基准，命中率百分点',
    chartAbout: '附 95 % 区间，主要期限。0 以右信号较好。',
    none: '没有可比较的基准。',
  },
  regimes: {
    name: {
      low: '低',
      middle: '中',
      high: '高',
      unknown: '未知',
      '1 tick': '1 跳',
      more: '多于 1 跳',
      asia: '亚洲，00–08',
      europe: '欧洲，08–14',
      us: '美国，14–22',
      late: '尾段，22–24',
    } as Readonly<Record<string, string>>,
    kind: {
      volatility: '波动率',
      spread: '价差',
      hour: '小时，UTC',
      session: '时段',
      day: '日期',
      rolling: '滚动窗口',
      'leave-one-out': '剔除的块',
    },
    head: ['信号', '状态', '类别', '>结果数', '>平局', '>命中率', '95 %', '>优势 bp', '优势 95 %/1'],
    about:
      '状态的界限取自每一时刻的过去，从不取自整段录制。波动率为最近 300 s 的已实现波动率，与此前所有窗口的三分位比较；未知：开始以来不足 300 个窗口，或窗口被中断或同样长的静默截断。',
    chart: (signal: string, horizon: string): string => `各状态的命中率：${signal}，${horizon}`,
    chartAbout: '不含平局，附 95 % 区间。虚线为硬币。',
    hours: (signal: string, horizon: string): string => `各小时的命中率：${signal}，${horizon}`,
    rolling: (signal: string, horizon: string): string => `命中率随时间：${signal}，${horizon}`,
    rollingAbout: '互不重叠结果的窗口。虚线：若无变化，95 % 的窗口应在其内。',
    window: '窗口，按时间顺序',
    worst: '单独一段时间的影响',
    worstText: (of: {
      signal: string;
      name: string;
      stretch: string;
      parts: string;
      low: string;
      high: string;
    }): string =>
      `${of.signal}：剔除 ${of.parts} 个等分时段之一后，命中率在 ${of.low} 与 ${of.high} 之间；剔除第 ${of.name} 段（${of.stretch}）时最低。`,
    worstWindow: (of: { name: string; windows: string; stretch: string; figure: string }): string =>
      `最差的窗口为 ${of.windows} 个中的第 ${of.name} 个（${of.stretch}）：${of.figure}。`,
    none: '没有状态有结果。',
  },
  multiplicity: {
    trials: '此数据上的试验数',
    ledger: '台账',
    cells: '试过的格子',
    found05: 'q ≤ 5 % 的格子',
    found10: 'q ≤ 10 % 的格子',
    dsr: '缩减 Sharpe',
    dsrText: (of: { signal: string; sharpe: string; n: string; dsr: string }): string =>
      `计入所有试验后，${of.signal} 的 Sharpe（每笔 ${of.sharpe}，n ${of.n}）高于 0 的概率为 ${of.dsr}`,
    pbo: '过拟合 (PBO)',
    pboText: (of: { value: string; combinations: string; strategies: string }): string =>
      `一半中最好的在另一半低于中位数的概率为 ${of.value}（${of.combinations} 种划分，${of.strategies} 个策略）`,
    spa: '相对基准 (SPA)',
    spaText: (of: { p: string; models: string; n: string }): string =>
      `${of.models} 个模型均不胜过基准的 p 值为 ${of.p}（Hansen，n ${of.n}）`,
    about:
      '主要终点按 Holm 评判，其余格子按 Benjamini–Hochberg。试得越多，靠运气发现得越多：此数据上的每次运行都计入。衰减表中的其他期限与延迟只有在被问及时才计入：从中挑选最好的，就等于全都试过。',
    expected: (count: string): string => `这么多格子中仅凭运气就约有 ${count} 个 p ≤ 5 %。`,
  },
  audit: {
    about: '对没有预测力的对象作同样的评判。若通过的次数多于允许，本报告的结论都不可信。',
    kind: {
      'circular-shift': '时间错开的信号',
      'at-the-bar': '真实命中率恰在门槛',
      'random-walk': '随机游走的价格',
    },
    head: ['评判对象', '>次数', '>通过', '95 %', '>允许', '发现'],
    fine: '未超限',
    over: '过多',
    chart: '无预测力的对象被通过的比例',
    chartAbout: '附 95 % 区间。竖标：允许的比例。',
  },
} as const;
