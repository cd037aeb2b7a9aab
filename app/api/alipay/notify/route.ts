import { readBody } from "@/lib/server/read-body";
import { MAX_NOTICE_BYTES } from "@/lib/shop/inbox/inbox";
import { ipOf } from "../../../client-ip";
import { answerNotice } from "./answer-notice";

/** In development; else app/api/direct-routes.ts. */
export async function POST(request: Request): Promise<Response> {
  const read = await readBody(request, MAX_NOTICE_BYTES + 1).catch(() => null);
  if (!read) return new Response("fail", { status: 500 }); // gone in the middle
  const contentType = request.headers.get("content-type");
  const { body, ...answer } = await answerNotice({ body: read, contentType, remoteIp: ipOf(request.headers) });
  return new Response(body, answer);
}

/** Next would answer OPTIONS by itself; a callback has one method. */
export function OPTIONS(): Response {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
