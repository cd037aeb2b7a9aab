import { type Result, refuse } from "@/lib/server/result";

/** For boundaries, headers and the file's name, in addition to the file itself. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

type Upload = Result<{ bytes: Uint8Array; form: FormData }, "no_file" | "too_big">;

/** The one file of a multipart form. Reading stops at the limit, whatever the request's Content-Length says. */
export async function readUpload(
  request: Request,
  field: string,
  maxBytes: number,
): Promise<Result<{ bytes: Uint8Array }, "no_file" | "too_big">> {
  const upload = await readUploadedForm(request, field, maxBytes);
  return upload.ok ? { ok: true, bytes: upload.bytes } : upload;
}

/** The same with the form's other fields. */
export async function readUploadedForm(request: Request, field: string, maxBytes: number): Promise<Upload> {
  const body = await readAtMost(request, maxBytes + FORM_OVERHEAD_BYTES);
  if (!body) return refuse("too_big");
  const headers = { "Content-Type": request.headers.get("content-type") ?? "" };
  const form = await new Response(body, { headers }).formData().catch(() => null); // not a form at all
  const file = form?.get(field);
  if (!form || !(file instanceof File) || file.size === 0) return refuse("no_file");
  return file.size > maxBytes ? refuse("too_big") : { ok: true, bytes: new Uint8Array(await file.arrayBuffer()), form };
}

async function readAtMost(request: Request, maxBytes: number): Promise<Blob | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.byteLength;
    if (total > maxBytes) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
