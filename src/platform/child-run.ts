// A program run for us once: with arguments, never through a shell; within a time, then ended with all it started.

import { spawn } from 'node:child_process';

export interface ChildPlan {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to our own environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Written to its standard input, which is then closed. */
  readonly input: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type ChildEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly lastLine: string }
  | { readonly kind: 'missing' }
  /** `why`: it took too long, it was not wanted any more, a signal from elsewhere, the system. */
  | { readonly kind: 'broken'; readonly why: string };

const KEPT_TEXT = 2_048;
/** From the friendly signal to the one that nothing survives. */
const GRACE_MS = 500;

/** Never rejects. Standard output is dropped; of standard error the last line is kept. */
export function runChild(plan: ChildPlan): Promise<ChildEnd> {
  const { program, args, variables, timeoutMs, signal } = plan;
  if (signal.aborted) return Promise.resolve({ kind: 'broken', why: 'not wanted any more' });
  return new Promise((resolve) => {
    let child: ReturnType<typeof start>;
    try {
      child = start(program, args, variables);
    } catch (error) {
      resolve(explained(error));
      return;
    }
    let why: string | null = null;
    let text = '';
    let killer: NodeJS.Timeout | undefined;
    const stop = (reason: string): void => {
      if (why !== null) return;
      why = reason;
      endGroup(child.pid, 'SIGTERM');
      killer = setTimeout(() => endGroup(child.pid, 'SIGKILL'), GRACE_MS);
    };
    const timer = setTimeout(() => stop(`not done after ${timeoutMs / 1_000} s, and ended`), timeoutMs);
    const abort = (): void => stop('not wanted any more');
    signal.addEventListener('abort', abort, { once: true });
    const finish = (end: ChildEnd): void => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal.removeEventListener('abort', abort);
      resolve(end);
    };
    child.once('error', (error) => finish(explained(error)));
    // Not `close`: something that it left behind may hold its pipes open for ever.
    child.once('exit', (code, by) => {
      const ended = code === null ? null : ({ kind: 'ended', code, lastLine: lastLine(text) } as const);
      finish(why === null && ended !== null ? ended : { kind: 'broken', why: why ?? `ended by ${by ?? 'a signal'}` });
      child.stderr.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-KEPT_TEXT);
    });
    // A program that does not read its input is right too.
    child.stdin.on('error', () => undefined);
    child.stdin.end(plan.input);
  });
}

function start(program: string, args: readonly string[], variables: ChildPlan['variables']) {
  const child = spawn(program, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, ...variables },
    shell: false,
    windowsHide: true,
    // A group of its own: what it starts ends with it, and Ctrl-C at our terminal is not meant for it.
    detached: process.platform !== 'win32',
  });
  return child;
}

function explained(error: unknown): ChildEnd {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'broken', why: message };
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended already.
  }
}
