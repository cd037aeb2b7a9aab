import "server-only";

/**
 * Reads at most `maxBytes` of a request's body, however long it claims to be, and does not wait for the rest.
 * A body that is too long is therefore exactly `maxBytes` long.
 */
export async function readBody(request: Pick<Request, "body">, maxBytes: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < maxBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
  }
  if (length >= maxBytes) await reader.cancel().catch(() => {});
  return Buffer.concat(chunks).subarray(0, maxBytes);
}
