import "server-only";
import { SaxesParser } from "saxes";
import type { Log } from "@/lib/server/log";
import { type PictureStore, PictureStoreError, type StoredPicture } from "@/lib/shop/picture-store";
import { isPictureFile } from "../picture";
import { askS3, type Fetch, patiently, readText, type S3Question } from "./s3-request";
import type { S3Settings } from "./s3-settings";

/** A page has a thousand names, of each less than a kilobyte. */
const MOST_LIST_BYTES = 4 * 1024 * 1024;
const SAY_AGAIN_MS = 60_000;

type Around = { log: Pick<Log, "error">; fetch?: Fetch; now?: () => number };

/**
 * Pictures in a bucket of an S3-compatible store, each under its file's name. The bucket need not be public: the shop reads it for
 * its shoppers. What is wrong with the store is in the log, once a minute.
 */
export function s3Store(settings: S3Settings, { log, fetch = globalThis.fetch, now = Date.now }: Around): PictureStore {
  const { timeoutMs } = settings;
  let saidAt = Number.NEGATIVE_INFINITY;
  const ask = async (question: S3Question) => {
    try {
      return await askS3(settings, question, fetch);
    } catch (error) {
      if (now() - saidAt >= SAY_AGAIN_MS) {
        saidAt = now();
        log.error({ err: error, bucket: settings.bucket }, "the store of the uploaded pictures does not do its work");
      }
      throw error;
    }
  };
  const done = async (question: S3Question) => {
    const answer = await ask(question);
    await answer?.body?.cancel();
  };
  return {
    put: (file, body) => done({ method: "PUT", file, body }),
    async get(file) {
      const answer = await ask({ method: "GET", file });
      if (!answer) return null;
      const bytes = Number(answer.headers.get("content-length") ?? Number.NaN);
      if (!Number.isSafeInteger(bytes)) throw new PictureStoreError("the S3 store does not say how long a picture is");
      return { body: patiently(answer, timeoutMs), bytes };
    },
    delete: (file) => done({ method: "DELETE", file }),
    async *list() {
      for (let after: string | null = ""; after !== null; ) {
        const query = { "list-type": "2", ...(after && { "continuation-token": after }) };
        const answer = await ask({ method: "GET", query });
        const page = readPage(answer ? await readText(answer, { timeoutMs, mostBytes: MOST_LIST_BYTES }) : "");
        yield page.files;
        after = page.after;
      }
    },
    // One PUT is whole or not at all: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
    deleteUnfinished: async () => 0,
  };
}

/** An answer to ListObjectsV2; `after`: how the next page is asked for, null behind the last. */
function readPage(xml: string): { files: StoredPicture[]; after: string | null } {
  const files: StoredPicture[] = [];
  const texts = new Map<string, string>();
  const parser = new SaxesParser();
  let text = "";
  parser.on("error", () => {
    throw new PictureStoreError("the S3 store gave a list that cannot be read");
  });
  parser.on("opentag", () => {
    text = "";
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("closetag", ({ name }) => {
    if (name !== "Contents") texts.set(name, text);
    else if (isPictureFile(texts.get("Key") ?? ""))
      files.push({ file: texts.get("Key") ?? "", bytes: Number(texts.get("Size")), at: new Date(texts.get("LastModified") ?? Number.NaN) });
  });
  parser.write(xml).close();
  if (!texts.has("IsTruncated")) throw new PictureStoreError("the S3 store gave a list that is none");
  const after = texts.get("IsTruncated") === "true" ? (texts.get("NextContinuationToken") ?? "") : null;
  if (after === "") throw new PictureStoreError("the S3 store gave a list that does not go on");
  return { files, after };
}
