// Bounds on a text before JSON.parse is let loose on it: what is nested deeply takes many times its size in memory.

/** Longer than any message, snapshot or header by far. */
export const MAX_JSON_CHARS = 16 * 1024 * 1024;
/** Messages have five levels. What is nested so deeply takes some ten megabytes, and nobody's gigabytes. */
export const MAX_JSON_DEPTH = 100_000;
/** A shorter text cannot do harm, however it is nested. */
const HARMLESS_CHARS = 4_096;

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether a text is short and flat enough to be parsed. Says nothing on whether it is JSON. */
export function isTameJson(text: string, maxChars = MAX_JSON_CHARS): boolean {
  if (text.length <= HARMLESS_CHARS) return true;
  return text.length <= maxChars && !isDeep(text);
}

function isDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === 123 || code === 91) {
      if (++depth > MAX_JSON_DEPTH) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}
