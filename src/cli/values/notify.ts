// Where alerts are sent to: bell, desktop, exec:COMMAND, webhook:URL.

import { Secret } from '../../platform/secrets.js';
import type { NotifyChoice } from '../../platform/notify-choice.js';
import { suggestion } from '../did-you-mean.js';
import type { ValueParser } from '../option.js';
import { splitWords } from './command-words.js';
import { type Parsed, parsed, refuseValue, unparsed } from './refuse.js';

type Variables = Readonly<Record<string, string | undefined>>;

const KINDS = ['bell', 'desktop', 'exec:', 'webhook:'];

/** `webhook:$NAME` takes the address from that variable, so that it stands in no list of processes and no file. */
export function parseNotify(text: string, variables: Variables): Parsed<NotifyChoice> {
  const at = text.indexOf(':');
  const kind = at < 0 ? text : text.slice(0, at);
  const rest = at < 0 ? '' : text.slice(at + 1).trim();
  switch (kind) {
    case 'bell':
    case 'desktop':
      return at < 0 ? parsed({ kind }) : unparsed(`${kind} takes nothing after it`);
    case 'exec':
      return parseExec(rest);
    case 'webhook':
      return parseWebhook(rest, variables);
    default:
      return unparsed('not a way to tell of alerts', suggestion(kind, KINDS) ?? `there are ${KINDS.join(', ')}`);
  }
}

/** What stands for itself: in quotes, or behind a backslash. */
const QUOTED = /\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*"/g;
/** What only a shell understands: redirections and pipes anywhere, `&`, `&&` and `;` where they are words or end one. */
const OF_SHELLS = /[<>|]+|(?<=^|\s)&&?(?=\s|$)|;(?=\s|$)/;

function parseExec(text: string): Parsed<NotifyChoice> {
  if (text.startsWith(':')) return unparsed('two colons', 'one is enough: exec:COMMAND');
  const words = splitWords(text);
  if (!words.ok) return words;
  const [program, ...args] = words.value;
  if (program === undefined || program === '') return unparsed('no command', 'write exec:/path/to/program ARGUMENT');
  const [stranger] = OF_SHELLS.exec(text.replace(QUOTED, '-')) ?? [];
  if (stranger !== undefined) {
    return unparsed(`no shell reads this, and ${stranger} would reach ${program} as it stands`, SHELL_HINT);
  }
  return parsed({ kind: 'exec', words: [program, ...args] });
}

const SHELL_HINT = "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it";
const URL_HINT = 'write webhook:https://HOST/PATH, or webhook:$NAME for the address in a variable';

function parseWebhook(text: string, variables: Variables): Parsed<NotifyChoice> {
  const [, name] = /^\$(\w+)$/.exec(text) ?? [];
  const address = name === undefined ? text : variables[name];
  if (address === undefined || address === '') {
    return unparsed(name === undefined ? 'no address' : `the variable ${name} is empty`, URL_HINT);
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '')
    return unparsed('not an address', URL_HINT);
  return parsed({ kind: 'webhook', url: new Secret(url.href), host: url.host });
}

/** The choice; of what holds an address nothing but the word before it is repeated: the rest may be a secret. */
export function acceptNotify(text: string, name: string, variables: Variables): NotifyChoice {
  const choice = parseNotify(text, variables);
  if (choice.ok) return choice.value;
  const hidesAddress = text.startsWith('webhook') || text.includes('://');
  const shown = hidesAddress ? `${text.split(':', 1)[0] ?? ''}:…` : text;
  return refuseValue(name, shown, choice);
}

/** Parser of an option. */
export const notify: ValueParser<NotifyChoice> = (text, flag, env) => acceptNotify(text, flag, env.variables);

/** Lines of choices as they may be shown: an address of a web hook may hold a secret. */
export const withoutAddresses = (lines: string): string => lines.replace(/(webhook:)(?!\$)[^\n]*/g, '$1…');
