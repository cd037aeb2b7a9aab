import type { Route } from "next";

/** The address of a page of the shop with a query; without one where the query is empty. */
export function hrefOf(path: string, query: Record<string, string>): Route {
  const written = new URLSearchParams(query).toString();
  return (written ? `${path}?${written}` : path) as Route;
}
