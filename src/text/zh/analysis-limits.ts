// What an analysis report says about its own limits, in Simplified Chinese.

export const ANALYSIS_LIMITS_ZH = {
  past: '它描述的是录制的那些小时。市场会变；曾经成立的信号可能失效。',
  hit: '命中率说的是多常，不是多少。请与以 bp 计的优势和成本一起看。',
  short: (hours: string, wanted: string): string => `已验证 ${hours} h；得出结论需要 ${wanted} h。以上只是初步观察。`,
  one: '一个合约，一个交易所，一段时间：此处一切都取决于所录的日子。',
  latency: (latency: string): string => `入场在决策之后 ${latency}。您到交易所的路径可能更长：见衰减与延迟。`,
  maker: '挂单成交按保守的排队模型评判。真实成交取决于您的排队位置，且价格对您不利时更常成交。',
  size: '假设数量小到不影响市场。您自己的订单对市场的冲击不在其中。',
  funding: '资金费、强平与交易所故障不在其中。',
  reproduce: '如何复现',
  key: {
    command: '命令',
    software: '软件',
    config: '配置 SHA-256',
    data: '数据 SHA-256',
    seed: '种子',
    replications: '自助次数',
    label: '结果',
    horizons: '期限',
    latency: '延迟',
    stale: '视为过期',
    alpha: '族错误率',
    least: '得出结论需要',
  },
  leastText: (hours: string, outcomes: string): string => `已验证 ${hours} h，且互不重叠的结果 ${outcomes} 个`,
  labelText: (label: string): string => `${label}从入场到出场的对数变化`,
} as const;
