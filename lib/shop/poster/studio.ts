import "server-only";
import { type Result, refuse } from "@/lib/server/result";

type Bytes = Uint8Array<ArrayBuffer>;
/** `mayKeep`: it may be shown again. */
export type Work = { bytes: Bytes; mayKeep: boolean };
type Order = { draw: () => Promise<Work>; mostWaiting: number };

export type Studio = {
  /** What was drawn, or is being drawn, under this key; null when nobody has asked for it yet. */
  find(key: string): Promise<Bytes> | null;
  /** Has it drawn in its turn. Refuses with `busy` when `mostWaiting` others wait already. */
  draw(key: string, order: Order): Promise<Result<{ bytes: Bytes }, "busy">>;
};

/**
 * Draws one picture after the other, however many ask, each once for all who ask at the same time, and keeps the last ones, up to
 * `mostBytes` of them. Each process has its own: a key names the content, so that no two can disagree.
 */
export function createStudio(mostBytes: number): Studio {
  const kept = new Map<string, Bytes>();
  const underway = new Map<string, Promise<Bytes>>();
  let size = 0;
  let last: Promise<unknown> = Promise.resolve();

  const keep = (key: string, bytes: Bytes) => {
    kept.set(key, bytes);
    size += bytes.byteLength;
    for (const [oldest, old] of kept) {
      if (size <= mostBytes) return;
      kept.delete(oldest);
      size -= old.byteLength;
    }
  };
  const find: Studio["find"] = (key) => {
    const known = kept.get(key);
    if (!known) return underway.get(key) ?? null;
    kept.delete(key); // to the end: what nobody asks for goes first
    kept.set(key, known);
    return Promise.resolve(known);
  };
  return {
    find,
    async draw(key, { draw, mostWaiting }) {
      const known = find(key);
      if (known) return { ok: true, bytes: await known };
      if (underway.size > mostWaiting) return refuse("busy");
      const drawing = last
        .then(draw)
        .then(({ bytes, mayKeep }) => {
          if (mayKeep && bytes.byteLength <= mostBytes) keep(key, bytes);
          return bytes;
        })
        .finally(() => underway.delete(key));
      underway.set(key, drawing);
      last = drawing.catch(() => {}); // who asked for it hears of it
      return { ok: true, bytes: await drawing };
    },
  };
}
