// JSON numbers that JSON.parse would change are no numbers to the reference: it reads a frame as if something else stood
// there, so that a decoder which takes the rounded value is found out.

/** A string, or a number that is not written in plain digits or has very many of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Cheap look for frames that may hold such a number. */
const SUSPECT = /\d{16}|\d[eE.]|-0/;
const NO_ID_AND_NO_PRICE = '1e300';

/** A decimal text as digits without zeros at either end, and the power of ten of its last digit. */
function canonical(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', part = '', power = '0'] = match;
  const digits = (whole + part).replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed === '') return `${sign}0`;
  const exponent = BigInt(power) - BigInt(part.length) + BigInt(digits.length - trimmed.length);
  return `${sign}${trimmed}e${exponent}`;
}

/** Whether JSON.parse keeps the number as written: read, and written again in the fewest digits, it is the same. */
export function isExact(text: string): boolean {
  if (/^-0+(?:\.0+)?(?:[eE][+-]?\d+)?$/.test(text)) return false;
  return canonical(String(Number(text))) === canonical(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text with every number that would be changed replaced by one that fits nowhere; what is no JSON stays as it is. */
export function withExactNumbers(text: string): string {
  if (!SUSPECT.test(text) || !isJson(text)) return text;
  return text.replace(TOKEN, (token) => (token.startsWith('"') || isExact(token) ? token : NO_ID_AND_NO_PRICE));
}
