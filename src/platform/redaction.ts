// What a log line must not show: values under telling keys, secrets in URLs, known secrets anywhere; and its size.

import { Secret } from './secrets.js';

export type LogValue = string | number | boolean | null | readonly LogValue[] | { readonly [key: string]: LogValue };
export type LogFields = Readonly<Record<string, unknown>>;

export const HIDDEN = '[hidden]';

const TELLING_KEY =
  /secret|signature|passw|passphrase|token|authorization|cookie|credential|api_?-?key|private_?key|listen_?key/i;
/** Query parameters that carry secrets, and user:password before a host. */
const TELLING_PARAMETER = /([?&](?:signature|listenKey|apiKey|token|secret|password)=)[^&\s"'#]+/gi;
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;
const LONGEST_TEXT = 4_096;
const LONGEST_LIST = 100;
const DEEPEST = 5;

export type HideText = (text: string) => string;

/** Hides secrets in a text and cuts it to 4,096 characters. `known`: secrets of this run. */
export function textHider(known: readonly Secret[] = []): HideText {
  // Of a few characters each would be found in every other word.
  const texts = known.map((secret) => secret.reveal()).filter((text) => text.length >= 4);
  return (text) => {
    let shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
    for (const one of texts) shown = shown.replaceAll(one, HIDDEN);
    return shown.replaceAll(TELLING_PARAMETER, `$1${HIDDEN}`).replaceAll(USER_INFO, `$1${HIDDEN}@`);
  };
}

function errorValue(error: Error, hide: HideText, depth: number): LogValue {
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: hide(message),
    ...('code' in error ? { code: plainValue(error.code, hide, depth + 1) } : {}),
    ...(stack === undefined ? {} : { stack: hide(stack) }),
    ...(cause === undefined ? {} : { cause: plainValue(cause, hide, depth + 1) }),
  };
}

/** Any value as plain JSON data of bounded size: what is logged is what it was at the call. */
function plainValue(value: unknown, hide: HideText, depth = 0): LogValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object') return typeof value === 'bigint' ? String(value) : typeof value;
  if (value instanceof Secret) return HIDDEN;
  if (depth >= DEEPEST) return '…';
  if (value instanceof Error) return errorValue(value, hide, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map((item) => plainValue(item, hide, depth + 1));
  return plainFields(value, hide, depth + 1);
}

/** Fields with everything hidden that must be; keys that tell of a secret lose their value whatever it is. */
export function plainFields(fields: object, hide: HideText, depth = 0): Record<string, LogValue> {
  const entries = Object.entries(fields).slice(0, LONGEST_LIST);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, TELLING_KEY.test(key) ? HIDDEN : plainValue(value, hide, depth)]),
  );
}
