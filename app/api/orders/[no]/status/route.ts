import type { NextRequest } from "next/server";
import { ipOf } from "../../../../client-ip";
import { buyerToken } from "../../../../current-buyer";
import { answerPoll } from "./answer-poll";

/** In development, and where an address is written in another way; else app/api/direct-routes.ts. */
export async function GET(request: NextRequest, context: RouteContext<"/api/orders/[no]/status">): Promise<Response> {
  const { no } = await context.params;
  const { headers, nextUrl, signal: caller } = request;
  const asked = { no, search: nextUrl.searchParams, token: await buyerToken(), remoteIp: ipOf(headers), caller };
  const { body, ...answer } = await answerPoll(asked);
  return new Response(body, answer);
}
