// The ways in which people are told of an alert: bell, desktop, a command, a web hook.

import { chooseProxy } from '../../exchange/binance/proxy-choice.js';
import { createAgent } from '../../exchange/binance/rest-agents.js';
import { backoffMs } from '../../exchange/binance/backoff.js';
import type { AlertRecord } from '../../core/alert/record.js';
import { ringBell } from '../../platform/bell.js';
import { runChild } from '../../platform/child-run.js';
import { noticeCommand } from '../../platform/desktop-notice.js';
import { type PostEnd, postJson } from '../../platform/http-post.js';
import type { NotifyChoice } from '../../platform/notify-choice.js';
import type { Secret } from '../../platform/secrets.js';
import { sleep } from '../../platform/sleep.js';
import { SOFTWARE } from '../../platform/version.js';
import type { Delivery, Notifier } from './notice-queue.js';

export interface NotifyWorld {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly proxyFlag: Secret | null;
  readonly random: () => number;
  readonly limits?: NotifyLimits;
}

export interface NotifyLimits {
  readonly execMs: number;
  readonly desktopMs: number;
  /** Of one attempt. */
  readonly webhookMs: number;
  readonly attempts: number;
  readonly backoff: { readonly baseMs: number; readonly capMs: number; readonly floorMs: number };
}

export const NOTIFY_LIMITS: NotifyLimits = {
  execMs: 10_000,
  desktopMs: 5_000,
  webhookMs: 5_000,
  attempts: 4,
  backoff: { baseMs: 1_000, capMs: 8_000, floorMs: 500 },
};

const DONE: Delivery = { ok: true };
const failed = (fault: string): Delivery => ({ ok: false, fault });

/** @throws UsageError where the proxy's address is none */
export function createNotifier(choice: NotifyChoice, world: NotifyWorld): Notifier {
  const limits = world.limits ?? NOTIFY_LIMITS;
  switch (choice.kind) {
    case 'bell':
      return bell();
    case 'desktop':
      return desktop(limits);
    case 'exec':
      return command(choice, limits);
    case 'webhook':
      return webhook(choice, world, limits);
  }
}

const nothing = (): void => undefined;

const bell = (): Notifier => ({
  name: 'bell',
  send: () => Promise.resolve(ringBell() ? DONE : failed('standard error is no terminal')),
  close: nothing,
});

export const titleOf = ({ env, rule, symbol }: AlertRecord): string =>
  `v13 ${env.toUpperCase()}: ${symbol === null ? '' : `${symbol} `}${rule}`;

const desktop = ({ desktopMs }: NotifyLimits): Notifier => ({
  name: 'desktop',
  async send(record, signal) {
    const { program, args, variables, hint } = noticeCommand({ title: titleOf(record), text: record.text });
    const end = await runChild({ program, args, variables, input: '', timeoutMs: desktopMs, signal });
    if (end.kind === 'missing') return failed(`${program} is not installed; ${hint}`);
    if (end.kind === 'broken') return failed(`${program}: ${end.why}`);
    return end.code === 0 ? DONE : failed(`${program} ended with ${end.code}: ${end.lastLine}`);
  },
  close: nothing,
});

/** Variables of a command. None holds a zero byte, which no variable can. */
export function variablesOf(record: AlertRecord): Record<string, string> {
  const variables = {
    V13_ALERT_RULE: record.rule,
    V13_ALERT_STATE: record.state,
    V13_ALERT_SYMBOL: record.symbol ?? '',
    V13_ALERT_TEXT: record.text,
    V13_ALERT_TIME_US: String(record.time_us),
    V13_ALERT_ENV: record.env,
    V13_ALERT_SESSION: record.session ?? '',
    V13_ALERT_VALUES: JSON.stringify(record.values),
  };
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, text.replaceAll('\0', '')]));
}

type ExecChoice = Extract<NotifyChoice, { kind: 'exec' }>;

const command = ({ words: [program, ...args] }: ExecChoice, { execMs }: NotifyLimits): Notifier => ({
  name: `exec ${program}`,
  async send(record, signal) {
    const input = `${JSON.stringify(record)}\n`;
    const end = await runChild({ program, args, variables: variablesOf(record), input, timeoutMs: execMs, signal });
    if (end.kind === 'missing') return failed('there is no such program');
    if (end.kind === 'broken') return failed(end.why);
    return end.code === 0 ? DONE : failed(`it ended with ${end.code}${end.lastLine === '' ? '' : `: ${end.lastLine}`}`);
  },
  close: nothing,
});

type WebhookChoice = Extract<NotifyChoice, { kind: 'webhook' }>;

function webhook({ url, host }: WebhookChoice, world: NotifyWorld, limits: NotifyLimits): Notifier {
  const target = url.reveal();
  const flag = world.proxyFlag?.reveal() ?? null;
  const agent = createAgent(target, chooseProxy({ flag, variables: world.variables, target }));
  const post = { url: target, agent, timeoutMs: limits.webhookMs, userAgent: SOFTWARE };
  return {
    name: `webhook ${host}`,
    async send(record, signal) {
      const body = JSON.stringify(record);
      for (let attempt = 0; ; attempt++) {
        const end = await postJson({ ...post, body, signal });
        if (isTaken(end)) return DONE;
        const fault = end.kind === 'answered' ? `answered ${end.status}` : end.why;
        if (!isWorthRepeating(end) || attempt + 1 >= limits.attempts) return failed(fault);
        const waitMs = Math.max(askedMs(end), backoffMs(limits.backoff, attempt, world.random()));
        if (await isCutShort(Math.min(waitMs, MOST_WAIT_MS), signal)) return failed(fault);
      }
    },
    close: () => agent.destroy(),
  };
}

const isTaken = (end: PostEnd): boolean => end.kind === 'answered' && end.status >= 200 && end.status < 300;

/** Broken connections, 5xx, and "later" in two forms. */
const isWorthRepeating = (end: PostEnd): boolean =>
  end.kind === 'broken' || end.status >= 500 || end.status === 429 || end.status === 408;

const askedMs = (end: PostEnd): number => (end.kind === 'answered' ? (end.retryAfterS ?? 0) * 1_000 : 0);

const isCutShort = (waitMs: number, signal: AbortSignal): Promise<boolean> =>
  sleep(waitMs, signal).then(
    () => false,
    () => true,
  );

/** Longer than this nobody's `Retry-After` is waited for. */
const MOST_WAIT_MS = 30_000;
