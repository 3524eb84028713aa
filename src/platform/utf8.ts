// Whether a terminal shows more than ASCII, as far as its variables tell.

/** By the locale; Windows Terminal always does. */
export function speaksUtf8(variables: Readonly<Record<string, string | undefined>>): boolean {
  const locale = variables['LC_ALL'] || variables['LC_CTYPE'] || variables['LANG'] || '';
  return /utf-?8/i.test(locale) || variables['WT_SESSION'] !== undefined;
}
