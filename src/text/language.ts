// The languages of texts for people, and which one a machine's locale asks for.

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * POSIX: LC_ALL stands over LC_MESSAGES over LANG; an empty one counts as absent. Every zh locale gives Simplified
 * Chinese, also zh_TW and zh_HK: whoever reads Traditional Chinese reads it more easily than English. Else English.
 */
export function localeLanguage(variables: Readonly<Record<string, string | undefined>>): Language {
  const locale = variables['LC_ALL'] || variables['LC_MESSAGES'] || variables['LANG'] || '';
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en';
}
