// A recovery that is killed at any step and begun again ends with the same files as one that was left alone.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recoverSegments } from '../../src/store/recovery.js';
import { freshFolder } from '../support/cli.js';
import { SESSION, START_US, dayFolder, headLine, trades, treeOf } from './lines.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const WHOLE = headLine(START_US, 0) + trades(1, 20).toString();
const base = (): string => join(dayFolder(folder.path), `${SESSION}-0000`);
const recover = () => recoverSegments({ dataFolder: folder.path, nowUs: START_US });

function put(ending: string, content: string | Buffer): void {
  mkdirSync(dayFolder(folder.path), { recursive: true });
  writeFileSync(base() + ending, content);
}

describe('killed on the way and begun again, it ends with the same files:', () => {
  const TAIL = Buffer.concat([Buffer.from('{"ts_recv":17231612550'), Buffer.alloc(300), Buffer.from('\n\n')]);

  /** The files after an undisturbed recovery of WHOLE and the tail, which is what every other way must give. */
  async function undisturbed(tail: Buffer): Promise<{ tree: Record<string, string>; sealLine: string }> {
    put('.ndjson.open', Buffer.concat([Buffer.from(WHOLE), tail]));
    await recover();
    const tree = treeOf(folder.path);
    const sealLine = readFileSync(`${base()}.ndjson`, 'utf8').slice(WHOLE.length);
    rmSync(join(folder.path, 'raw'), { recursive: true });
    return { tree, sealLine };
  }

  test.each([
    [
      'while the tail was copied',
      (): void => {
        put('.ndjson.open', Buffer.concat([Buffer.from(WHOLE), TAIL]));
        writeFileSync(join(dayFolder(folder.path), `.${SESSION}-0000.torn.0123456789ab.tmp`), TAIL.subarray(0, 9));
      },
    ],
    [
      'before the tail was cut off',
      (): void => {
        put('.ndjson.open', Buffer.concat([Buffer.from(WHOLE), TAIL]));
        put('.torn', TAIL);
      },
    ],
    [
      'after the tail was cut off',
      (): void => {
        put('.ndjson.open', WHOLE);
        put('.torn', TAIL);
      },
    ],
  ])('%s', async (_, arrange) => {
    const { tree } = await undisturbed(TAIL);
    arrange();
    await recover();
    expect(treeOf(folder.path)).toEqual(tree);
  });

  test.each([
    ['with a tail', TAIL],
    ['without one', Buffer.alloc(0)],
  ])('while the seal was written, at any byte, %s', async (_, tail) => {
    const { tree, sealLine } = await undisturbed(tail);
    for (let size = 0; size <= sealLine.length; size += size < 5 || size > sealLine.length - 5 ? 1 : 13) {
      put('.ndjson.sealing', WHOLE + sealLine.slice(0, size));
      if (tail.length > 0) put('.torn', tail);
      await recover();
      expect([size, treeOf(folder.path)]).toEqual([size, tree]);
      rmSync(join(folder.path, 'raw'), { recursive: true });
    }
  });

  test('before the manifest was written', async () => {
    const { tree, sealLine } = await undisturbed(TAIL);
    put('.ndjson', WHOLE + sealLine);
    put('.torn', TAIL);
    await recover();
    expect(treeOf(folder.path)).toEqual(tree);
  });
});
