import { MAX_CODE_LENGTH } from "./promotion";

const CODE = /^[A-Z0-9-]+$/;

/** A code as it is kept and compared: full width and small letters are the same ("ｓｐｒｉｎｇ5" is "SPRING5"), blanks do not count; null for what can be none. */
export function normaliseCode(typed: string): string | null {
  if (typed.length > 4 * MAX_CODE_LENGTH) return null;
  const code = typed.normalize("NFKC").toUpperCase().replace(/\s/g, "");
  return code.length <= MAX_CODE_LENGTH && CODE.test(code) ? code : null;
}
