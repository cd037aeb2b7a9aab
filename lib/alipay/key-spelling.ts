/** Zero-width and direction marks, a byte order mark, a no-break space: what copying from a page or a chat leaves in a text. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/**
 * The text of a key or of certificates as it was before a page, a shell, an env file or a secret store respelled it: invisible
 * characters, quotes around it, line ends spelled out (also twice), and base64 of the whole PEM file are undone. None of these
 * can be part of a key, so nothing is guessed.
 */
export function plainKeyText(text: string): string {
  const visible = text.replace(INVISIBLE, "").replaceAll("\u00a0", " ").trim();
  const unquoted = visible.replace(/^(["'])(.*)\1$/s, "$2");
  const lines = unquoted
    .replace(/\\{1,4}r/g, "")
    .replace(/\\{1,4}n/g, "\n")
    .trim();
  const body = lines.replace(/\s+/g, "");
  if (lines.includes("-----") || !/^LS0tL[A-Za-z0-9+/=]+$/.test(body)) return lines;
  return plainKeyText(Buffer.from(body, "base64").toString("utf8"));
}

/** What a text is instead of a key, where it shows that: it finishes a sentence that begins with the variable's name. */
export function insteadOfKey(text: string): string | null {
  const plain = plainKeyText(text);
  if (plain === "") return null;
  if (
    /^(?:[A-Za-z]:[\\/]|~?\/|\.{1,2}\/)[^\s=]{0,400}\.\w{1,8}$/.test(plain) ||
    /^[\w./\\-]{1,200}\.(?:pem|crt|cer|key|txt|der|pfx|p12)$/i.test(plain)
  )
    return "is the name of a file that is not there, or that this user may not read: check the path, seen from where the program runs";
  if (/[—–－]{2}\s{0,8}(?:BEGIN|END)/.test(plain))
    return "has typographic dashes around BEGIN and END: they must be five hyphens (-----), as in the original file";
  if (/^(?:应用|商户|支付宝)?[公私]钥[^：:]{0,20}[：:]|^[A-Za-z _]{2,40}[：:]\s/.test(plain))
    return "has words in front of the key: give what stands behind the colon alone";
  return null;
}
