import type { Route } from "next";

/** The queue, behind the orders that were skipped; `done` is the order that was shipped just now. */
export function queueHref({ after, done }: { after?: string | undefined; done?: string }): Route {
  const query = new URLSearchParams({ ...(after && { after }), ...(done && { done }) });
  return `/admin/ship${query.size > 0 ? `?${query}` : ""}` as Route;
}
