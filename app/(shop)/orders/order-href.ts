type Extra = Record<string, string> | undefined;

/** The address of an order's page. It opens in a browser that placed the order or opened its link, and tells nobody else anything. */
export function orderHref(no: string, extra?: Extra): `/orders/${string}` {
  return `/orders/${no}${queryOf(extra)}`;
}

/** The order's link, which opens it in any browser: whoever has it may see and pay the order. */
export function linkHref(no: string, token: string, extra?: Extra): `/orders/${string}` {
  return `/orders/${no}/${encodeURIComponent(token)}${queryOf(extra)}`;
}

function queryOf(extra: Extra): string {
  const query = new URLSearchParams(extra).toString();
  return query && `?${query}`;
}
