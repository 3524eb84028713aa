// What stands in a file, read the plain way: split at line feeds, one regular expression a format, JSON.parse. Tells which
// lines are whole and must be read, and whether what our readers made of the others can be true.

import type { InputFormat } from '../../src/store/importers/format.js';

/** A frame as our readers gave it; its text byte for byte (latin1). */
export interface ReadFrame {
  readonly line: number;
  readonly recvUs: number;
  readonly kind: number;
  readonly hint: string | null;
  readonly text: string;
}

interface PlainLine {
  readonly text: string;
  /** Receive time of a whole line; null where the line is damaged, foreign or carries no message. */
  readonly wholeUs: number | null;
  /** Where the line's frame begins, at the earliest. */
  readonly from: number;
}

const TIME_DIGITS: readonly number[] = [10, 13, 16, 19];

/** Seconds, ms, µs or ns by their count of digits, as whole µs; null for other counts. */
export function timeOf(whole: string, part: string): number | null {
  if (!TIME_DIGITS.includes(whole.length)) return null;
  return Number((whole + part).padEnd(16, '0').slice(0, 16));
}

const isJson = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'latin1').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Formats whose lines are JSON with `ts_recv` in them. */
function jsonLine(text: string): PlainLine {
  const damaged = { text, wholeUs: null, from: 0 };
  const found = /"ts_recv": ?(\d+)(?:\.(\d+))?(?=[,}])/.exec(text);
  if (found === null || !text.startsWith('{') || text.split('ts_recv').length !== 2 || !isJson(text)) return damaged;
  // Only at the top level is it the line's own.
  const value = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as object;
  return 'ts_recv' in value ? { ...damaged, wholeUs: timeOf(found[1] ?? '', found[2] ?? '') } : damaged;
}

function timedLine(text: string, pattern: RegExp): PlainLine {
  const found = pattern.exec(text);
  if (found === null) return { text, wholeUs: null, from: 0 };
  return { text, wholeUs: timeOf(found[1] ?? '', found[2] ?? ''), from: found[0].length - (found[3]?.length ?? 0) };
}

function plainLine(format: InputFormat, text: string): PlainLine {
  switch (format) {
    case 'hftbacktest':
      return timedLine(text, /^(\d+)(?:\.(\d+))? (\{")/);
    case 'cryptofeed':
      return timedLine(text, /^(\d+)(?:\.(\d+))?: (\{)/);
    default:
      return jsonLine(text);
  }
}

/** Lines with an end; what stands behind the last one may be torn. */
function linesOf(format: InputFormat, content: Buffer): PlainLine[] {
  const lines = content.toString('latin1').split('\n').slice(0, -1);
  return lines.map((line, i) => {
    const text = line.replace(/\r$/, '');
    // A byte order mark is the very first, or it is damage.
    return plainLine(format, text.replace(i === 0 ? /^(?:\0+|\xef\xbb\xbf)/ : /^\0+/, ''));
  });
}

/** Whether a number somewhere in the text is this time. */
function holdsTime(text: string, recvUs: number): boolean {
  for (const [, whole = '', part = ''] of text.matchAll(/(\d{10,19})(?:\.(\d+))?/g)) {
    if (timeOf(whole, part) === recvUs) return true;
  }
  return false;
}

/** A snapshot whose symbol nobody knows is left out, whole or not. */
const mayBeLeftOut = (text: string): boolean => text.includes('{"lastUpdateId"');

function judgeWhole(line: PlainLine, frame: ReadFrame | undefined): string | null {
  if (frame === undefined) return mayBeLeftOut(line.text) ? null : 'a whole line was not read';
  if (frame.recvUs !== line.wholeUs) return `receive time ${frame.recvUs}, written ${String(line.wholeUs)}`;
  const own = line.text.slice(line.from);
  // From its stream's key on; a key that is damaged is found out when the frame is decoded.
  const isCut = /^"s.....":"/.test(frame.text) && own.endsWith(`,${frame.text}`);
  return frame.text === own || isCut ? null : `another text: ${frame.text.slice(0, 80)}`;
}

function judgeOther(text: string, frame: ReadFrame): string | null {
  if (!holdsTime(text, frame.recvUs)) return `receive time ${frame.recvUs} stands nowhere in the line`;
  return text.endsWith(frame.text) ? null : 'the frame is no part of its line';
}

/** What is wrong with the frames read from this content; null where nothing is. */
export function judgeFrames(format: InputFormat, content: Buffer, frames: readonly ReadFrame[]): string | null {
  const lines = linesOf(format, content);
  const byLine = new Map(frames.map((frame) => [frame.line, frame]));
  if (byLine.size !== frames.length) return 'two frames of one line';
  for (const [i, line] of lines.entries()) {
    const frame = byLine.get(i + 1);
    if (line.wholeUs === null && frame === undefined) continue;
    const isForeign = line.wholeUs === null && format === 'hftbacktest';
    const found =
      line.wholeUs !== null
        ? judgeWhole(line, frame)
        : isForeign
          ? 'a line that is none of the format was read'
          : judgeOther(line.text, frame as ReadFrame);
    if (found !== null) return `line ${i + 1}: ${found}\n  ${line.text.slice(0, 300)}`;
  }
  return null;
}
