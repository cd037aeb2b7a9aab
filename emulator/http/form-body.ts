import { encodeForm, parseForm } from "@/lib/alipay/form";

/** The fields of a posted form; null for anything that is not one. */
export async function readFormBody(request: Request): Promise<Map<string, string> | null> {
  const body = await readFormBytes(request);
  const parsed = body && parseForm(body);
  return parsed?.ok ? parsed.params : null;
}

/**
 * The bytes of a posted form, urlencoded; null for anything that is not one. The token protocol's demo hands curl an array, which posts
 * multipart/form-data (docs/wire/alipay-wap.md §1); its texts are written anew, a file among them is refused.
 */
export async function readFormBytes(request: Request): Promise<Uint8Array | null> {
  const type = request.headers.get("content-type") ?? "";
  // Old clients send the type with blanks or a charset of their own around it.
  if (/x-www-form-urlencoded/i.test(type)) return new Uint8Array(await request.arrayBuffer());
  if (!/^multipart\/form-data\s*;/i.test(type)) return null;
  const form = await request.formData().catch(() => null);
  const pairs = [...(form ?? [])].map(([name, value]) => (typeof value === "string" ? ([name, value] as const) : null));
  return form && !pairs.includes(null) ? Buffer.from(encodeForm(pairs.filter((pair) => pair !== null))) : null;
}

/** The fields of a query string; null when it is malformed. */
export function readQuery(url: URL): Map<string, string> | null {
  const parsed = parseForm(url.search.slice(1));
  return parsed.ok ? parsed.params : null;
}
