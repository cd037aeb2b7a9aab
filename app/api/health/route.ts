import { lastWorkerBeat } from "@/lib/shop/assembly/boot";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { checkFigure } from "@/lib/shop/assembly/self-check";

const WORKER_SILENT_MS = 60_000;

/**
 * 200 when the database answers and the worker goes round, 503 otherwise. `invariants` is what the last check of the books found,
 * which no restart mends. Says no more than that to anybody.
 */
export async function GET(): Promise<Response> {
  const shop = getShop();
  const database = await shop.db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  const beat = lastWorkerBeat();
  const worker = beat !== null && Date.now() - beat.getTime() < WORKER_SILENT_MS;
  const ok = database && worker;
  return Response.json(
    { ok, database, worker, invariants: checkFigure(), demo: shop.config.demo },
    { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
