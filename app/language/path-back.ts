/**
 * Where somebody came from, as a path of the shop: pages say so to other pages of the same origin (Referrer-Policy). The home page for who came from
 * elsewhere, or does not say. It is always a path, so that it leads to no other site, whatever stands there.
 */
export function pathBack(headers: Pick<Headers, "get">): string {
  const referer = headers.get("referer") ?? "";
  if (!URL.canParse(referer)) return "/";
  const { host, pathname, search } = new URL(referer);
  if (host !== headers.get("host")) return "/";
  // Two slashes would begin the name of another host.
  return `/${pathname.replace(/^[/\\]+/, "")}${search}`;
}
