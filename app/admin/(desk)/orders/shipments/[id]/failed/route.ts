import { getFailedShipments } from "@/lib/shop/dispatch/get-shipments";
import { unguarded } from "@/lib/shop/sheets/cells";
import { writeCsv } from "@/lib/shop/sheets/write-csv";
import { memberRoute } from "../../../../../member";
import { sendFile } from "../../../../../send-file";
import { problemInWords, shipmentText as text } from "../../text";

/** The rows that cannot be sent or could not be, as they came, each with its number and what to do about it. */
export const GET = memberRoute<RouteContext<"/admin/orders/shipments/[id]/failed">>(
  "orders.ship",
  async (_request, { params }, { shop, member }) => {
    const { id } = await params;
    const failed = await getFailedShipments(shop, member.id, id);
    if (!failed) return new Response(null, { status: 404 });
    return sendFile("xiaopu-failed", "csv", writeCsv(rowsOf(failed)));
  },
);

async function* rowsOf(failed: NonNullable<Awaited<ReturnType<typeof getFailedShipments>>>): AsyncGenerator<string[]> {
  yield text.headings;
  for (const { position, cells, problem } of failed)
    yield [...cells.map((cell) => unguarded(cell).trim()), String(position), problemInWords(problem)];
}
