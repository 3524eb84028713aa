// Playing recordings and telling why, in Simplified Chinese.

import type { Entries } from '../catalogue.js';

export const PLAYER_ZH: Entries = {
  'this needs to go back in the recording, and a stream cannot be read twice':
    '这需要在录制中回退，而数据流不能读取两次',
  'write it to a file, and name that': '请先写入文件，再给出该文件',
};
