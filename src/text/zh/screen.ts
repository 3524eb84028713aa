// The dashboard in Simplified Chinese.

import { PANELS_ZH } from './panels.js';
import { WHY_ZH } from './why.js';
import { SHELL_ZH } from './shell.js';

export const SCREEN_ZH = {
  reason: {
    warming: (have: number, want: number, seconds: number | null): string =>
      `预热 ${have}/${want}${seconds === null ? '' : `，${seconds} 秒`}`,
    std_zero: '无波动',
    unsynced: '等待快照',
    partial: '不完整的柱',
    no_trades: '尚无成交',
    one_sided: '单边为空',
    crossed: '盘口交叉',
    no_trend: '趋势窗口不足',
    no_input: '缺少输入',
    no_stream: '无此数据流',
    no_data: '连接中断',
  },
  panels: PANELS_ZH,
  why: WHY_ZH,
  shell: SHELL_ZH,
  format: {
    old: (age: string): string => `${age} 前`,
    ticks: (count: string): string => `${count} 跳`,
    bp: (count: string): string => `${count} bp`,
  },
} as const;
