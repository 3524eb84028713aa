// A small reader of the text format of Prometheus, written from its description: https://prometheus.io/docs/instrumenting/exposition_formats/

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly name: string; readonly labels: Record<string, string>; readonly value: number }[];
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = { summary: ['', '_sum', '_count'] };

/** Reads `name="value",…}`; the text behind the closing brace. */
function readLabels(text: string): { labels: Record<string, string>; rest: string } {
  const labels: Record<string, string> = {};
  let at = 0;
  while (text[at] !== '}') {
    const [whole, name] = /^([a-zA-Z_][a-zA-Z0-9_]*)="/.exec(text.slice(at)) ?? [];
    if (whole === undefined || name === undefined) throw new Error(`no label at ${text.slice(at)}`);
    if (name in labels) throw new Error(`label ${name} twice`);
    at += whole.length;
    let value = '';
    for (; text[at] !== '"'; at++) {
      if (at >= text.length) throw new Error('label without end');
      if (text[at] === '\\') {
        at++;
        const meant = { '\\': '\\', n: '\n', '"': '"' }[text[at] ?? ''];
        if (meant === undefined) throw new Error(`escape \\${text[at]}`);
        value += meant;
      } else value += text.charAt(at);
    }
    labels[name] = value;
    at++;
    if (text[at] === ',') at++;
    else if (text[at] !== '}') throw new Error(`no comma at ${text.slice(at)}`);
  }
  return { labels, rest: text.slice(at + 1) };
}

function readSample(line: string): ParsedFamily['samples'][number] {
  const [head, name] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)/.exec(line) ?? [];
  if (head === undefined || name === undefined) throw new Error(`no name: ${line}`);
  const behind = line.slice(head.length);
  const { labels, rest } = behind.startsWith('{') ? readLabels(behind.slice(1)) : { labels: {}, rest: behind };
  const [, number] = /^ ([+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf|NaN))$/.exec(rest) ?? [];
  if (number === undefined) throw new Error(`no value: ${line}`);
  return { name, labels, value: Number(number.replace('Inf', 'Infinity')) };
}

/** Throws where the text breaks a rule: order of comments, types, names of samples, repeats, the last line end. */
export function parseExposition(text: string): ParsedFamily[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no end');
  const families: ParsedFamily[] = [];
  let help: { name: string; text: string } | null = null;
  const seen = new Set<string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      if (families.some((one) => one.name === name)) throw new Error(`${name} twice`);
      help = { name, text: rest.replaceAll(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)) };
    } else if (kind === 'TYPE') {
      if (help?.name !== name) throw new Error(`TYPE of ${name} without HELP`);
      families.push({ name, type: rest, help: help.text, samples: [] });
    } else {
      const sample = readSample(line);
      const family = families.at(-1);
      const allowed = (SUFFIXES[family?.type ?? ''] ?? ['']).map((suffix) => `${family?.name}${suffix}`);
      if (family === undefined || !allowed.includes(sample.name)) throw new Error(`${line} outside its family`);
      const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
      if (seen.has(key)) throw new Error(`${line} twice`);
      seen.add(key);
      family.samples.push(sample);
    }
  }
  return families;
}
