import "server-only";

/** A picture that only who asked may see: no cache keeps it, and if a browser ever takes it for a document, it cannot do anything. */
export function privatePicture(bytes: Uint8Array<ArrayBuffer> | null): Response {
  if (!bytes) return new Response(null, { status: 404, headers: { "Cache-Control": "private, no-store" } });
  return new Response(bytes, {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.byteLength),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
