const NEVER_SIGNED = ["sign", "sign_type"];
/** Names that some messages do not sign: in the signed string they never follow a value. */
const LEFT_OUT = [...NEVER_SIGNED, "alipay_cert_sn"];

/**
 * The string that most messages sign: `name=value` joined by `&`, sorted by name in code-unit order, raw values.
 * Empty values and the names in `exclude` (by default sign and sign_type) are left out (docs/wire/alipay-wap.md §2,
 * "Common").
 */
export function sortedString(params: Iterable<readonly [string, string]>, { exclude = NEVER_SIGNED }: { exclude?: string[] } = {}): string {
  return [...params]
    .filter(([name, value]) => value !== "" && !exclude.includes(name))
    .sort(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/**
 * The string that the token protocol's asynchronous notice signs: these four, in this order and no other, whatever else
 * was sent (docs/wire/alipay-wap.md §2). With RSA, `notify_data` is the decrypted XML.
 */
export function wapNotifyString(message: { service: string; v: string; sec_id: string; notify_data: string }): string {
  return `service=${message.service}&v=${message.v}&sec_id=${message.sec_id}&notify_data=${message.notify_data}`;
}

/**
 * True when the parameters can be split in only one way. The signed string joins raw values, so `a=1` and `b=2` sign the same
 * text as one parameter `a` whose value is `1&b=2`, and an attacker who holds a genuine signature could send it like that.
 * Such a value shows itself: it holds `&name=` with a name that sorting would put at exactly this place. Other names are
 * plain text (`subject` may hold `A&B=C`). Check this for every message from outside that signs a sorted string.
 */
export function splitsOneWay(params: Iterable<readonly [string, string]>): boolean {
  const all = [...params];
  if (!all.every(([name]) => /^[A-Za-z_]\w*$/.test(name))) return false;
  const suspects = all.filter(([, value]) => value.includes("&"));
  if (suspects.length === 0) return true;
  const signed = all
    .filter(([name, value]) => value !== "" && !LEFT_OUT.includes(name))
    .map(([name]) => name)
    .sort();
  return suspects.every(([name, value]) => {
    const next = signed.find((other) => other > name);
    const embedded = [...value.matchAll(/&([A-Za-z_]\w*)=/g)].map(([, found = ""]) => found);
    return !embedded.some((found) => found > name && (next === undefined || found < next));
  });
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
