// All texts in Simplified Chinese, from the files of this folder.

import type { Entries } from '../catalogue.js';

export const MESSAGES_ZH: Entries = {
  'no recordings yet': '还没有录制文件',
  '--help lists the flags': '--help 列出全部参数',
  '{} rows': '{} 行',
};

export const LABELS_ZH: Entries = {
  Examples: '示例',
};
