import "server-only";
import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import { deadline } from "@/lib/server/deadline";
import { PictureStoreError } from "@/lib/shop/picture-store";
import type { S3Settings } from "./s3-settings";

export type S3Question = {
  method: "GET" | "PUT" | "DELETE";
  file?: string;
  query?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
};
/** `fetch`, for tests. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** A connection that was kept open may have been closed meanwhile, and S3 asks those who meet 500 or 503 to come again. */
const TRIES = 2;
const COME_AGAIN = [500, 502, 503, 504];
/** The store's own word for what is wrong is in the first lines. */
const MOST_ERROR_BYTES = 16 * 1024;

/**
 * One question to the store, signed (Signature Version 4, over the body's hash as well), and asked once more where that may help:
 * each may be asked twice. Answers with what the store said, or null where there is no such file.
 * @throws {PictureStoreError}
 */
export async function askS3(settings: S3Settings, question: S3Question, fetch: Fetch = globalThis.fetch): Promise<Response | null> {
  for (let attempt = 1; ; attempt++) {
    const answer = await askOnce(settings, question, fetch).catch((error: unknown) => asTrouble(error, question));
    const isLast = attempt === TRIES;
    if (answer instanceof PictureStoreError) {
      if (isLast) throw answer;
    } else if (answer.ok) return answer;
    else if (isLast || !COME_AGAIN.includes(answer.status)) return await refused(settings, question, answer);
    else await answer.body?.cancel();
  }
}

async function askOnce(settings: S3Settings, { method, file = "", query, body }: S3Question, fetch: Fetch): Promise<Response> {
  const signer = new AwsV4Signer({
    ...{ method, url: addressOf(settings, file, query).href, service: "s3", region: settings.region },
    ...{ accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    headers: {
      "x-amz-content-sha256": createHash("sha256")
        .update(body ?? "")
        .digest("hex"),
    },
  });
  const { url, headers } = await signer.sign();
  // Not signed: whatever stands between may change them.
  headers.set("accept-encoding", "identity");
  if (body) headers.set("content-type", "image/webp");
  const { signal, over } = deadline(settings.timeoutMs);
  try {
    // A store that sends us elsewhere is one that we do not know.
    return await fetch(url, { method, headers, body: body ?? null, signal, redirect: "manual", cache: "no-store" });
  } finally {
    over();
  }
}

/** The names of files need no escaping. */
function addressOf({ endpoint, bucket, style }: S3Settings, file: string, query: Record<string, string> = {}): URL {
  const url = new URL(endpoint);
  if (style === "host") url.hostname = `${bucket}.${endpoint.hostname}`;
  url.pathname = [...(style === "host" ? [] : [bucket]), ...(file ? [file] : [])].join("/");
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** What the store says of itself is read no further than the name of the trouble: the rest repeats what was signed. */
async function refused(settings: S3Settings, { method, file }: S3Question, answer: Response): Promise<null> {
  const text = await readText(answer, { timeoutMs: settings.timeoutMs, mostBytes: MOST_ERROR_BYTES }).catch(() => "");
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? "without a reason";
  if (answer.status === 404 && file !== undefined && code !== "NoSuchBucket") return null;
  throw new PictureStoreError(`the S3 store answered ${method} with ${answer.status}, ${code}`);
}

function asTrouble(error: unknown, { method }: S3Question): PictureStoreError {
  if (error instanceof Error && error.name === "TimeoutError")
    return new PictureStoreError(`the S3 store did not answer ${method} in time`);
  const cause =
    error instanceof Error && error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : "no connection";
  return new PictureStoreError(`the S3 store could not be asked, ${method}: ${cause}`);
}

/**
 * An answer's body, of which each next piece has to come in time. The time runs only while somebody wants to read: a phone may be slow.
 */
export function patiently(answer: Response, timeoutMs: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = answer.body?.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new PictureStoreError("the S3 store stopped in the middle of a picture")), timeoutMs);
        });
        try {
          const piece = await Promise.race([reader?.read(), tooLate]);
          if (piece?.value) controller.enqueue(piece.value);
          else controller.close();
        } catch (error) {
          reader?.cancel().catch(() => {});
          throw error;
        } finally {
          clearTimeout(timer);
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** @throws {PictureStoreError} for more than `mostBytes`, and when a piece does not come in time */
export async function readText(answer: Response, { timeoutMs, mostBytes }: { timeoutMs: number; mostBytes: number }): Promise<string> {
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for await (const piece of patiently(answer, timeoutMs)) {
    length += piece.byteLength;
    if (length > mostBytes) throw new PictureStoreError("the S3 store said more than anybody asked for");
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
