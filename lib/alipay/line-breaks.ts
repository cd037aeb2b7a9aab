/**
 * Cuts line breaks off both ends of a text, and a byte order mark off its beginning. By hand, since a regular expression that
 * looks for breaks at the end tries every break of the text, and the text is a stranger's.
 */
export function trimLineBreaks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && "\r\n\uFEFF".includes(text.charAt(start))) start++;
  while (end > start && "\r\n".includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
