import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { createPageStore } from "@/lib/server/pages/page-store";
import { createQueue } from "@/lib/server/queue";
import { type OpenedPicture, type PictureStore, PictureStoreError } from "@/lib/shop/picture-store";

type Bytes = Uint8Array<ArrayBuffer>;
type Limits = {
  /** How many files are asked for at a time, and how many more may wait for that. */
  atOnce: number;
  waiting: number;
  /** What the files that are kept may take up. */
  keptBytes: number;
  /** Whoever has not read on for so long is given up, in ms. */
  idleMs?: number;
};

/** So long a file that was not there is not looked for again, in ms; and of so many that is known. */
const MISSING_MS = 60_000;
const MOST_MISSING = 10_000;
/** More than any picture that the shop stores; what is longer was put there by somebody else. */
const MOST_FILE_BYTES = 16 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
const IDLE_MS = 60_000;

/**
 * A store in the network, asked no more than it must be: one question for all who want the same file, so many at a time, the files that
 * were asked for last from memory, and none again for a minute when it was not there. A file is read whole before the first byte of it is
 * given away, so that a slow phone holds a piece of memory and no connection to the store.
 * `get` throws a PictureStoreError when too many wait.
 */
export function calmStore(store: PictureStore, { idleMs = IDLE_MS, ...limits }: Limits, now: () => number = Date.now): PictureStore {
  const turns = createQueue(limits);
  const kept = createPageStore<{ bytes: number; body: Bytes }>(limits.keptBytes);
  const missing = new Map<string, number>();
  const underWay = new Map<string, Promise<Bytes | null>>();

  const fetchWhole = async (file: string, isStill: () => boolean): Promise<Bytes | null> => {
    const opened = await store.get(file);
    const body = opened && (await readWhole(opened));
    if (!isStill()) return body;
    if (body) kept.set(file, { bytes: body.byteLength, body });
    else rememberMissing(missing, file, now() + MISSING_MS);
    return body;
  };
  const bytesOf = (file: string): Promise<Bytes | null> | Bytes | null => {
    const known = kept.get(file);
    if (known) return known.body;
    if ((missing.get(file) ?? Number.NEGATIVE_INFINITY) > now()) return null;
    const same = underWay.get(file);
    if (same) return same;
    const isStill = () => underWay.get(file) === one;
    const begun = turns.run(() => fetchWhole(file, isStill));
    if (!begun) {
      logLimit("pictures from the bucket");
      throw new PictureStoreError("too many pictures are asked of the store at once");
    }
    const one = begun.finally(() => isStill() && underWay.delete(file));
    underWay.set(file, one);
    return one;
  };
  /** What is known of a file is known no more, nor what is being found out. */
  const forget = (file: string) => {
    for (const known of [missing, underWay]) known.delete(file);
    kept.delete(file);
  };
  const changing = async (file: string, change: () => Promise<void>) => {
    forget(file);
    await change();
    forget(file);
  };
  return {
    put: (file, bytes) => changing(file, () => store.put(file, bytes)),
    delete: (file) => changing(file, () => store.delete(file)),
    list: () => store.list(),
    deleteUnfinished: (before) => store.deleteUnfinished(before),
    async get(file) {
      const bytes = await bytesOf(file);
      return bytes && { body: giveAway(bytes, idleMs), bytes: bytes.byteLength };
    },
  };
}

function rememberMissing(missing: Map<string, number>, file: string, until: number): void {
  missing.delete(file);
  missing.set(file, until);
  const [oldest] = missing.keys();
  if (missing.size > MOST_MISSING && oldest !== undefined) missing.delete(oldest);
}

async function readWhole({ body, bytes }: OpenedPicture): Promise<Bytes> {
  if (bytes > MOST_FILE_BYTES) {
    await body.cancel();
    throw new PictureStoreError("the store has a file that is too long for a picture");
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for await (const piece of body) {
    if (at + piece.byteLength > bytes) throw new PictureStoreError("the store gave more of a picture than it said");
    whole.set(piece, at);
    at += piece.byteLength;
  }
  if (at < bytes) throw new PictureStoreError("the store gave less of a picture than it said");
  return whole;
}

/** A piece at a time, as somebody reads it, until nobody has for `idleMs`. */
function giveAway(bytes: Bytes, idleMs: number): ReadableStream<Bytes> {
  let at = 0;
  let timer: NodeJS.Timeout | undefined;
  const patience = (controller: ReadableStreamDefaultController<Bytes>) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new PictureStoreError("nobody read on")), idleMs);
    timer.unref();
  };
  return new ReadableStream<Bytes>(
    {
      start: patience,
      pull(controller) {
        patience(controller);
        const piece = bytes.slice(at, at + PIECE_BYTES);
        at += piece.byteLength;
        if (piece.byteLength > 0) controller.enqueue(piece);
        if (at < bytes.byteLength) return;
        clearTimeout(timer);
        controller.close();
      },
      cancel: () => clearTimeout(timer),
    },
    { highWaterMark: 0 },
  );
}
