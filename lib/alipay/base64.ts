/**
 * The bytes of a base64 text; null unless it is in canonical form: no white space (a `+` decoded twice is a space), no
 * URL-safe alphabet, no missing padding, no stray bits. So each value has exactly one spelling.
 */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : null;
}
