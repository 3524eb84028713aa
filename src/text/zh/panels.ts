// The words of the dashboard's panels in Simplified Chinese.

export const PANELS_ZH = {
  noSymbol: '未选择品种',
  noRow: '尚无信号行',
  nothing: '暂无',
  sync: { synced: '已同步', waiting: '等待快照', stale: '数据过时', down: '连接中断' },
  side: { buy: '买', sell: '卖', none: '' },
  chart: {
    price: '价格',
    ofiZ: 'OFI z',
    cvdZ: 'CVD z',
    fusion: '融合',
    threshold: (value: string): string => `阈值 ${value}`,
    consistency: (value: string): string => `一致性 ${value}`,
  },
} as const;
