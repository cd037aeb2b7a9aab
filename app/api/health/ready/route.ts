import { running } from "@/lib/shop/assembly/boot";
import { isReady } from "@/lib/shop/assembly/health";

/** 503: send no visitors here for now, since the database does not answer or this server is about to stop. */
export async function GET(): Promise<Response> {
  const ok = await isReady(running());
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
