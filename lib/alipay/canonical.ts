const NEVER_SIGNED = ["sign", "sign_type"];

/**
 * The string that most messages sign: `name=value` joined by `&`, sorted by name in code-unit order, raw values.
 * Empty values and the names in `exclude` (by default sign and sign_type) are left out (alipay-wap §2, "Common").
 */
export function sortedString(params: Iterable<readonly [string, string]>, { exclude = NEVER_SIGNED }: { exclude?: string[] } = {}): string {
  return [...params]
    .filter(([name, value]) => value !== "" && !exclude.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/**
 * The string that the token protocol's asynchronous notice signs: these four, in this order and no other, whatever else
 * was sent (alipay-wap §2). With RSA, `notify_data` is the decrypted XML.
 */
export function wapNotifyString(message: { service: string; v: string; sec_id: string; notify_data: string }): string {
  return `service=${message.service}&v=${message.v}&sec_id=${message.sec_id}&notify_data=${message.notify_data}`;
}

/**
 * True when no other parameters have the same sorted string. The string joins raw values, so `a=1&b=2` could also be one
 * parameter `a` whose value is `1&b=2`: someone who holds a genuine signature could move the boundary. Ask this of every
 * message from outside that signs a sorted string.
 */
export function splitsOneWay(params: Iterable<readonly [string, string]>): boolean {
  return [...params].every(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && !/&[A-Za-z_]\w*=/.test(value));
}
