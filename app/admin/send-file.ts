import "server-only";

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
export type FileKind = keyof typeof TYPES;

/** A table as a file to keep, sent while it is being written; no cache on its way keeps it. */
export function sendFile(name: string, kind: FileKind, pieces: AsyncGenerator<string | Uint8Array>): Response {
  return new Response(streamOf(pieces), {
    headers: {
      "Content-Type": TYPES[kind],
      "Content-Disposition": `attachment; filename="${name}.${kind}"`,
      "Cache-Control": "no-store",
    },
  });
}

/** Reads on only when the browser has taken what was read. */
function streamOf(pieces: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
