import { decodeGbk } from "./gbk";
import { decodeUtf8 } from "./utf8";

type Failure = { ok: false; detail: string };
type Request = { fetch: typeof fetch; url: string; form?: string };
type Limits = { timeoutMs: number; maxBytes?: number };
/** `readsGbk`: the protocol signs the bytes as they are, so that what is no UTF-8 may be read as GBK. */
type Reading = Limits & { readsGbk?: boolean };

/** `isGbk`: the bytes were GBK, and so are those that a signature covers. */
export type Exchange = { ok: true; text: string; isGbk: boolean } | Failure;
export type Download = { ok: true; bytes: Buffer } | Failure;

/** One request with its answer as text, UTF-8 or, where that is read, what is no UTF-8 but GBK; fails as `download` does. */
export async function exchange(request: Request, { readsGbk = false, ...limits }: Reading): Promise<Exchange> {
  const answer = await download(request, limits);
  if (!answer.ok) return answer;
  const text = decodeUtf8(answer.bytes);
  if (text !== null) return { ok: true, text, isGbk: false };
  if (!readsGbk) return { ok: false, detail: "the gateway's answer is not UTF-8" };
  const gbk = decodeGbk(answer.bytes);
  return gbk === null ? { ok: false, detail: "the gateway's answer is neither UTF-8 nor GBK" } : { ok: true, text: gbk, isGbk: true };
}

/**
 * One request with its answer as bytes. A redirect, any status but 200, an answer above `maxBytes` (counted after
 * decompression, as it streams) and one that is not complete after `timeoutMs` are failures: the outcome is then unknown.
 * `detail` is for the owner's log and holds neither address nor body, since both carry signatures.
 */
export async function download(request: Request, { timeoutMs, maxBytes = 65_536 }: Limits): Promise<Download> {
  // By hand: the timer of AbortSignal.timeout goes on after the answer, and makes an error for nobody in the end.
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Raced as well as passed on: a fetch that ignores its signal must not keep a buyer waiting for ever.
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException("no whole answer in time", "TimeoutError");
      late.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([ask(request, maxBytes, late.signal), expired]);
  } catch (error) {
    return { ok: false, detail: explain(error, timeoutMs) };
  } finally {
    clearTimeout(timer);
  }
}

async function ask(request: Request, maxBytes: number, signal: AbortSignal): Promise<Download> {
  const response = await request.fetch(request.url, {
    ...(request.form !== undefined && {
      method: "POST",
      body: request.form,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    }),
    redirect: "error",
    cache: "no-store",
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    return { ok: false, detail: `the gateway answered with HTTP ${response.status}` };
  }
  const bytes = await readUpTo(response.body, maxBytes);
  return bytes ? { ok: true, bytes } : { ok: false, detail: `the gateway's answer is longer than ${maxBytes} bytes` };
}

async function readUpTo(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function explain(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return "the gateway could not be reached";
  if (error.name === "TimeoutError") return `no whole answer from the gateway within ${timeoutMs} ms`;
  const code = error.cause instanceof Error && "code" in error.cause ? ` (${error.cause.code})` : "";
  return `the gateway could not be reached${code}`;
}
