// `capture --parquet 1h`: closed segments become Parquet while the capture goes on, by `v13 convert` in a process of its own.

import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import type { Logger } from '../../platform/logger.js';
import { type OwnCommand, runOwnCommand } from '../../platform/own-command.js';
import { sleep } from '../../platform/sleep.js';
import { joinPath } from '../../platform/paths.js';

export interface Converting {
  /** Once a second; `nowUs` is the wall clock. */
  second(nowUs: number): void;
  /** Ends a conversion under way: what it has not finished is done by the next one. */
  end(): Promise<void>;
}

const END_MS = 1_000;

interface Choices {
  /** Time between two conversions, at whole multiples of it since the epoch; µs. */
  readonly everyUs: number;
  readonly dataRoot: string;
  readonly ctx: Context;
  readonly log: Logger;
}

/** Whether it ends within its time. The wait keeps this process alive, which the conversion itself does not. */
async function isOver({ ended }: OwnCommand): Promise<boolean> {
  const patience = new AbortController();
  const over = await Promise.race([ended.then(() => true), sleep(END_MS, patience.signal).then(() => false)]);
  patience.abort();
  return over;
}

export function keepConverting({ everyUs, dataRoot, ctx, log }: Choices): Converting {
  let last: number | null = null;
  let running: OwnCommand | null = null;
  let isEnding = false;
  const convert = async (): Promise<void> => {
    running = runOwnCommand(['convert', joinPath(dataRoot, 'raw'), '--data', dataRoot, '-q']);
    const { code, lastLine } = await running.ended;
    running = null;
    // Ctrl-C reaches every process of the terminal: the conversion may end before the capture has heard of it.
    if (isEnding || code === EXIT.interrupted) return;
    if (code === 0) log.info('converted', { into: joinPath(dataRoot, 'lake') });
    else {
      log.warn('conversion failed', { code, said: lastLine });
      ctx.talk.warn(`the conversion to Parquet failed, the next one tries again: ${lastLine}`);
    }
  };
  return {
    second(nowUs) {
      const period = Math.floor(nowUs / everyUs);
      const isDue = last !== null && period > last;
      last = period;
      // One that takes longer than the period does the work of the next one too.
      if (isDue && running === null) void convert();
    },
    async end() {
      isEnding = true;
      const conversion = running;
      if (conversion === null) return;
      conversion.stop();
      // The last segment is sealed after this: it must not wait for a process that does not end.
      if (await isOver(conversion)) return;
      // One that lives on would hold the lake against the next command. The next conversion takes up what it leaves.
      conversion.kill();
      await isOver(conversion);
    },
  };
}
