import { running } from "@/lib/shop/assembly/boot";
import { isLive } from "@/lib/shop/assembly/health";

/** 503: this process has come to a stop, and only a new one helps. Neither a database nor a gateway that is down makes it so. */
export function GET(): Response {
  const ok = isLive(running());
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
