import { readMetrics } from "@/lib/server/metrics/registry";
import { mayReadMetrics } from "@/lib/server/metrics-access";
import { getShop } from "@/lib/shop/assembly/get-shop";

const NOT_FOUND = { status: 404, headers: { "Cache-Control": "no-store" } };

/** The figures of this process, for Prometheus: to programs on this machine and to whoever knows METRICS_TOKEN. To others there is no such page. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers, getShop().config.metrics)) return new Response(null, NOT_FOUND);
  const { contentType, text } = await readMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}

/** Next would answer OPTIONS by itself, to anybody. */
export function OPTIONS(): Response {
  return new Response(null, NOT_FOUND);
}
