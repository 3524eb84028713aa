// The words of an analysis report in Simplified Chinese: heads, reasons and what stands around the sections.

import { ANALYSIS_DEEP_ZH } from './analysis-deep.js';
import { ANALYSIS_LIMITS_ZH } from './analysis-limits.js';
import { ANALYSIS_MARKET_ZH } from './analysis-market.js';
import { ANALYSIS_POWER_ZH } from './analysis-power.js';
import { ANALYSIS_VERDICT_ZH } from './analysis-verdict.js';

export const ANALYSIS_ZH = {
  title: (symbol: string, env: string): string => `v13 分析：${symbol}，${env}`,
  leadTitle: (lead: string, symbol: string, env: string): string => `v13 分析：${lead} 的信号用于 ${symbol}，${env}`,
  statedEnv: (env: string): string => `${env}（由 --env 指明）`,
  contents: '目录',
  made: (software: string): string => `由 ${software} 生成。除另有说明外，估计值附 95 % 区间。`,
  notComputed: '本次未计算：完整报告中有。',
  moreTitle: '更多',
  more: '此处只列主要信号与起决定作用的内容。所有信号、期限、延迟与图表、检验与示意权益见 report.md、report.html、report.json（--report DIR）；--full 打印这些内容，并加上形状、基准、状态、多重性与审计。',
  notEnough: '没有：数据太少，或输入中不含所需数据。',
  banner: {
    synthetic:
      'SYNTHETIC：由种子生成的模拟，并非真实市场。此处的一切都不能说明真实市场。alpha 为 0 时不再植入信号，但这不是零假设市场：订单流按段偏向一侧，每段在 activity 1 时平均 120 ms（0.02 时 6 s），价格随之变动，与真实市场的短期限相同。种子 7、activity 0.02、3 小时：5 s 时 OFI 在 376 次变动中有 75.8 % 正确。无预测力的市场：v13 analyze --self-test。',
    emulator: 'EMULATOR：模拟交易所的数据。此处的一切都不能说明真实市场。',
    testnet: 'TESTNET：虚拟资金，订单簿很薄。这些数据不能得出关于真实市场的结论。',
    unstated: 'UNSTATED：这些文件没有写明来自哪个环境。未给 --env 或 --allow-synthetic 时，结论不可能是 PASS。',
  },
  section: {
    verdict: '结论',
    provenance: '数据与质量',
    market: '市场背景',
    signals: '实际使用的信号',
    impact: '同期价格冲击',
    power: '预测力',
    decay: '衰减与延迟',
    shape: '形状',
    baselines: '基准与增量',
    regimes: '市场状态与稳定性',
    economics: '经济性',
    multiplicity: '多重检验与过拟合',
    audit: '零假设审计',
    limits: '局限与复现',
  },
  reason: {
    no_outcomes: '没有结果',
    few_outcomes: '结果太少',
    few_blocks: '时间块太少',
    one_class: '只出现一个方向',
    constant: '数值从不变化',
    too_short: '录制太短',
    no_edge: '没有可减半的优势',
    not_reached: '超出所试范围',
    not_asked: '未要求',
  },
  method: {
    wilson: 'Wilson',
    'clopper-pearson': 'Clopper–Pearson',
    'calendar-blocks': '日历块',
    'stationary-bootstrap': '平稳自助法',
    'circular-bootstrap': '循环自助法',
    hac: 'HAC',
    fisher: 'Fisher',
    delong: 'DeLong',
    influence: '影响函数',
    exact: '精确',
    none: '无区间',
  },
  role: { primary: '主要', exploratory: '探索', baseline: '基准', user: '您的' },
  verdict: ANALYSIS_VERDICT_ZH,
  market: ANALYSIS_MARKET_ZH,
  power: ANALYSIS_POWER_ZH,
  deep: ANALYSIS_DEEP_ZH,
  limits: ANALYSIS_LIMITS_ZH,
} as const;
