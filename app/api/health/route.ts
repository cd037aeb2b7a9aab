import { running } from "@/lib/shop/assembly/boot";
import { readHealth } from "@/lib/shop/assembly/health";

/** 200 when the database answers and the worker goes round, 503 otherwise; says no more than that to anybody. */
export async function GET(): Promise<Response> {
  const health = await readHealth(running());
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
