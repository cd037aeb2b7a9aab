import "server-only";
import type { PictureStore } from "@/lib/shop/picture-store";

export type Copied = { copied: number; there: number };

/**
 * Copies every picture that `to` does not have in the same length. Nothing is deleted, and it may be broken off and begun again.
 * Throws what either of the stores does.
 */
export async function copyPictures(from: PictureStore, to: PictureStore): Promise<Copied> {
  const known = new Map<string, number>();
  for await (const page of to.list()) for (const { file, bytes } of page) known.set(file, bytes);
  const done: Copied = { copied: 0, there: 0 };
  for await (const page of from.list())
    for (const { file, bytes } of page) {
      if (known.get(file) === bytes) done.there++;
      else if (await copyOne(from, to, file)) done.copied++;
    }
  return done;
}

/** @returns false for one that was swept away meanwhile */
async function copyOne(from: PictureStore, to: PictureStore, file: string): Promise<boolean> {
  const opened = await from.get(file);
  if (!opened) return false;
  await to.put(file, new Uint8Array(await new Response(opened.body).arrayBuffer()));
  return true;
}
