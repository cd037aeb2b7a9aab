import type { NextRequest } from "next/server";

/** Answers what lib/server/refuse-malformed.ts sends here. */
export function GET({ nextUrl }: NextRequest): Response {
  return new Response(null, { status: nextUrl.searchParams.get("status") === "405" ? 405 : 400 });
}
