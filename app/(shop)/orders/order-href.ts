/** The address of an order's page; `token` only for a visitor who came by the unguessable link, so that every step keeps it. */
export function orderHref(no: string, token?: string | undefined, extra?: Record<string, string>): `/orders/${string}` {
  const query = new URLSearchParams({ ...(token && { t: token }), ...extra }).toString();
  return `/orders/${no}${query && `?${query}`}`;
}
