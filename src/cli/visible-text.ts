// Text of others, safe to be shown on a terminal.

/** Characters that a terminal obeys instead of showing them; a line feed would begin a line that nobody wrote. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from files, names and networks, safe to be shown: ESC as \\x1b, a right-to-left mark as \\u202e. */
export const visibleText = (text: string): string =>
  text.replace(OBEYED, (char) => {
    const hex = char.charCodeAt(0).toString(16);
    return hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
  });
