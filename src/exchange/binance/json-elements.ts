// The elements of a JSON array as their own bytes, verbatim: what is stored of a REST answer is what the exchange wrote.

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/** Texts of the top-level elements of an array; null when the text is no JSON array. */
export function arrayElements(text: string): string[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parsed)) return null;
  const found = parsed.length === 0 ? [] : splitElements(text.trim());
  return found;
}

/** Cuts `[…,…]`, known to be sound JSON, at its top-level commas. */
function splitElements(text: string): string[] {
  const elements: string[] = [];
  let depth = 0;
  let start = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = closingQuote(text, i);
    else if (OPEN.has(code)) depth++;
    else if (CLOSE.has(code)) depth--;
    const isEnd = code === COMMA ? depth === 1 : depth === 0;
    if (!isEnd) continue;
    elements.push(text.slice(start, i).trim());
    start = i + 1;
  }
  return elements;
}

function closingQuote(text: string, open: number): number {
  let at = open + 1;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
