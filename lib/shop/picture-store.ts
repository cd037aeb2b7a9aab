/** A picture's file as a store holds it: its name (`<id>-<size>.webp`), its length in bytes, and since when by the store's clock. */
export type StoredPicture = { file: string; bytes: number; at: Date };

/** `body` takes up no more memory than a piece at a time; whoever does not read it to its end cancels it. */
export type OpenedPicture = { body: ReadableStream<Uint8Array<ArrayBuffer>>; bytes: number };

/**
 * Where uploaded pictures are: the disk, or a store that several instances share. A file's name is random and its content never
 * changes, so that each verb may be said twice. What goes wrong is thrown: a PictureStoreError, or the disk's own error.
 */
export type PictureStore = {
  /** Whole or not at all: no reader sees half a file. When this is done, a power cut does not undo it. */
  put(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Null for a file that is not there. */
  get(file: string): Promise<OpenedPicture | null>;
  /** A missing file is no fault. */
  delete(file: string): Promise<void>;
  /** Every picture's file, a page at a time; what else lies there is left out. */
  list(): AsyncIterable<StoredPicture[]>;
  /** Deletes what a `put` that was killed left behind, if it began before then; answers how many files. */
  deleteUnfinished(before: Date): Promise<number>;
};

/** Something is wrong with the store, and not with the picture. Its message holds no key. */
export class PictureStoreError extends Error {
  override name = "PictureStoreError" as const;
}
