import { MAX_QUERY } from "@/lib/shop/catalog/product";

/** What is searched for, without control characters and cut to MAX_QUERY characters; empty for a doubled parameter. */
export function readQuery(value: string | string[] | undefined): string {
  return typeof value === "string"
    ? value
        .replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, MAX_QUERY)
    : "";
}
