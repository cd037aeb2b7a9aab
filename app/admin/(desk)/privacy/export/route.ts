import { exportFile } from "@/lib/shop/privacy/export-file";
import { memberRoute } from "../../../member";

/** What the shop keeps about a buyer, as a file that a machine can read. */
export const GET = memberRoute<RouteContext<"/admin/privacy/export">>("privacy", async (request, _context, { shop }) => {
  const phone = new URL(request.url).searchParams.get("phone") ?? "";
  if (!/^1\d{10}$/.test(phone)) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(inPieces(exportFile(shop, phone)), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="buyer-data.json"',
      "Cache-Control": "no-store",
    },
  });
});

/** Each piece is made when the one before has been sent, so that a slow reader does not fill the memory. A failure breaks the file off. */
function inPieces(pieces: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
