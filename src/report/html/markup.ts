// Elements of HTML and SVG as strings: everything that is put in is escaped, every coordinate finite.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no XML may hold are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');

/** A coordinate with two decimals; 0 where it is no finite number. */
export const coordinate = (value: number): string => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : '0');

type Attributes = Readonly<Record<string, string | number | null>>;

const attributeText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => {
      if (value === null) return [];
      return [` ${name}="${typeof value === 'number' ? coordinate(value) : escaped(value)}"`];
    })
    .join('');

/** `inner` is markup already; attributes of null are left out. */
export const element = (name: string, attributes: Attributes, inner = ''): string =>
  inner === '' && VOID.has(name)
    ? `<${name}${attributeText(attributes)}/>`
    : `<${name}${attributeText(attributes)}>${inner}</${name}>`;

const VOID = new Set(['meta', 'line', 'rect', 'circle', 'path', 'polygon', 'polyline']);

/** An element around a text; a per cent sign stays with its figure. */
export const texted = (name: string, attributes: Attributes, text: string): string =>
  element(name, attributes, escaped(text.replaceAll(/(\d) %/g, '$1\u00a0%')));
