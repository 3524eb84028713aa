// Why a signal of a running capture came: `v13 why` reads what its session has on disk, in a process of its own.
//
// The capture itself does nothing for it: what waits in its memory reaches the disk within a fraction of a second.

import type { WatchSignal } from '../../core/watch/detail.js';
import { type OwnAnswer, askOwnCommand } from '../../platform/own-answer.js';
import { sleep } from '../../platform/sleep.js';
import { filesOfSession, recordedUntilUs } from '../../store/recorded-until.js';
import type { AskSignal, SignalQuestion } from './question.js';

export interface RecordedPlace {
  /** Data root of the capture, as it names it. */
  readonly dataRoot: string;
  readonly session: string;
}

export interface RecordedWhyOptions {
  /** Asked when a signal is. */
  readonly place: () => RecordedPlace;
  /** Our own program's file. */
  readonly program: string;
  readonly lang: string;
  /** What went wrong, in the language of the screen. */
  readonly put: (text: string) => string;
  /** The child's process id while it runs, 0 else. */
  readonly onProcess?: (pid: number) => void;
}

/** How long the row is waited for, and between two looks. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 50;

export const createRecordedWhy =
  (options: RecordedWhyOptions): AskSignal =>
  async (signal, ask) => {
    const { dataRoot, session } = options.place();
    const fault = (text: string): Error => new Error(options.put(text));
    const files = await filesOfSession(dataRoot, session).catch((error: unknown) => {
      throw fault(`${dataRoot} cannot be read here: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (files.length === 0) throw fault(`session ${session} is not in ${dataRoot} of this machine`);
    if (!(await isOnDisk(files, signal.timeUs, ask.cancel))) throw fault(LATE);
    const answer = await askOwnCommand({
      program: options.program,
      args: wordsOf(signal, ask, { files: await filesOfSession(dataRoot, session), lang: options.lang }),
      // Its colours become tones of the screen, whatever they are in this terminal.
      variables: { FORCE_COLOR: '1', NO_COLOR: undefined },
      cancel: ask.cancel,
      ...(options.onProcess === undefined ? {} : { onProcess: options.onProcess }),
    });
    return linesOf(answer, fault);
  };

const LATE = 'the row is not on disk yet: the writer is behind; ask again in a moment';

/** A compressed file has been whole for long. */
async function isOnDisk(files: readonly string[], timeUs: number, cancel: AbortSignal): Promise<boolean> {
  const newest = files.at(-1) ?? '';
  if (newest.endsWith('.gz')) return true;
  for (let waitedMs = 0; waitedMs < PATIENCE_MS && !cancel.aborted; waitedMs += LOOK_MS) {
    if ((untilOf(newest) ?? 0) >= timeUs) return true;
    await sleep(LOOK_MS, cancel);
  }
  return false;
}

/** A file that is gone has been sealed under another name: then it is whole. */
function untilOf(path: string): number | null {
  try {
    return recordedUntilUs(path);
  } catch {
    return Infinity;
  }
}

interface Reading {
  readonly files: readonly string[];
  readonly lang: string;
}

function wordsOf({ symbol, timeUs }: WatchSignal, ask: SignalQuestion, { files, lang }: Reading): readonly string[] {
  const time = `${new Date(Math.floor(timeUs / 1e6) * 1e3).toISOString().slice(0, 19)}.${String(timeUs % 1e6).padStart(6, '0')}Z`;
  const look = ['--tz', ask.timeZone, '--lang', lang, '--width', String(ask.columns), '--quiet'];
  return ['why', symbol, time, ...files, '--exact', ...look];
}

/** A report that tells of a mismatch is a report too. */
function linesOf({ code, output, said }: OwnAnswer, fault: (text: string) => Error): readonly string[] {
  const text = output.trimEnd();
  if (text !== '') return text.split('\n');
  const complaint = stripped(said).trim().split('\n')[0] ?? '';
  // In the language of the screen already.
  if (complaint !== '') throw new Error(complaint);
  throw fault(code === null ? 'v13 why was ended from outside' : `v13 why ended with code ${code}`);
}

const stripped = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '');
