import "server-only";
import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, opendir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { PictureStore, StoredPicture } from "@/lib/shop/picture-store";
import { isPictureFile } from "../picture";

/** A file up to this length is read at once, as nearly all are; a longer one in pieces of it. */
const PIECE_BYTES = 64 * 1024;
const PAGE = 1000;
/** What `put` writes before the picture has its name. */
const UNFINISHED = /^(.+)\.[0-9a-f]{8}\.tmp$/;

/** Pictures in a folder of this machine, which is made with the first of them. */
export function diskStore(folder: string): PictureStore {
  const at = (file: string) => path.join(/* turbopackIgnore: true */ folder, file);
  return {
    async put(file, bytes) {
      const made = await mkdir(folder, { recursive: true });
      if (made) await flush(path.dirname(made));
      const temporary = `${at(file)}.${randomBytes(4).toString("hex")}.tmp`;
      try {
        await writeThrough(temporary, bytes);
        await rename(temporary, at(file));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await flush(folder);
    },
    get: (file) => unlessMissing(() => read(at(file))),
    delete: (file) => rm(at(file), { force: true }),
    list: () => list(folder),
    deleteUnfinished: (before) => deleteUnfinished(folder, before),
  };
}

/** On the disk before it gets its name: otherwise a power cut may leave the name with nothing behind it. */
async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "w", 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The names in a folder as well (fsync(2): "an explicit fsync() on a file descriptor for the directory is also needed"). Windows opens no folder, and keeps names by itself. */
async function flush(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function read(file: string) {
  const { size } = await stat(file);
  if (size > PIECE_BYTES) return { body: piecesOf(file), bytes: size };
  const bytes = new Uint8Array(await readFile(file));
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { body, bytes: bytes.byteLength };
}

/** Opened with the first look, so that an answer that nobody reads leaves nothing open. */
function piecesOf(file: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  let handle: FileHandle | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        handle ??= await open(file);
        const piece = new Uint8Array(PIECE_BYTES);
        const { bytesRead } = await handle.read(piece);
        if (bytesRead > 0) return controller.enqueue(piece.subarray(0, bytesRead));
        await handle.close();
        controller.close();
      },
      cancel: () => handle?.close(),
    },
    { highWaterMark: 0 },
  );
}

async function* list(folder: string): AsyncGenerator<StoredPicture[]> {
  const entries = await unlessMissing(() => opendir(folder));
  if (!entries) return;
  let page: StoredPicture[] = [];
  for await (const { name } of entries) {
    if (!isPictureFile(name)) continue;
    const found = await unlessMissing(() => stat(path.join(/* turbopackIgnore: true */ folder, name)));
    if (found) page.push({ file: name, bytes: found.size, at: found.mtime });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function deleteUnfinished(folder: string, before: Date): Promise<number> {
  const entries = await unlessMissing(() => opendir(folder));
  let deleted = 0;
  for await (const entry of entries ?? []) {
    const [, picture = ""] = UNFINISHED.exec(entry.name) ?? [];
    if (!entry.isFile() || !isPictureFile(picture)) continue;
    const file = path.join(/* turbopackIgnore: true */ folder, entry.name);
    const found = await unlessMissing(() => stat(file));
    if (!found || found.mtime >= before) continue;
    await rm(file, { force: true });
    deleted++;
  }
  return deleted;
}

async function unlessMissing<Value>(look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
