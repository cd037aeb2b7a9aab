import { parseForm } from "@/lib/alipay/form";

/** The fields of a posted form; null for anything that is not one. */
export async function readFormBody(request: Request): Promise<Map<string, string> | null> {
  // Old clients send the type with blanks or a charset of their own around it.
  if (!/x-www-form-urlencoded/i.test(request.headers.get("content-type") ?? "")) return null;
  const parsed = parseForm(new Uint8Array(await request.arrayBuffer()));
  return parsed.ok ? parsed.params : null;
}

/** The fields of a query string; null when it is malformed. */
export function readQuery(url: URL): Map<string, string> | null {
  const parsed = parseForm(url.search.slice(1));
  return parsed.ok ? parsed.params : null;
}
