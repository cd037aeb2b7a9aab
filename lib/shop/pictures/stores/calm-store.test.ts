import { expect, onTestFinished, test, vi } from "vitest";
import { type PictureStore, PictureStoreError } from "@/lib/shop/picture-store";
import { calmStore } from "./calm-store";

const LIMITS = { atOnce: 2, waiting: 3, keptBytes: 1024 * 1024 };
const name = (index: number) => `${String(index).padStart(24, "0")}-320.webp`;

/** A bucket behind the calm, which answers when the test says so. */
function aBucket(limits: Partial<Parameters<typeof calmStore>[1]> = {}) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const asked: string[] = [];
  const open: (() => void)[] = [];
  let time = 0;
  let isSlow = false;
  const bucket: PictureStore = {
    async put(file, bytes) {
      files.set(file, bytes);
    },
    async get(file) {
      asked.push(file);
      const bytes = files.get(file);
      if (isSlow) await new Promise<void>((resolve) => open.push(resolve));
      return bytes ? { body: new Blob([bytes]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>, bytes: bytes.byteLength } : null;
    },
    async delete(file) {
      files.delete(file);
    },
    async *list() {},
    deleteUnfinished: async () => 0,
  };
  const store = calmStore(bucket, { ...LIMITS, ...limits }, () => time);
  return {
    ...{ store, files, asked },
    slow: () => {
      isSlow = true;
    },
    answer: () => {
      for (const go of open.splice(0)) go();
    },
    later: (ms: number) => {
      time += ms;
    },
  };
}

const read = async (store: PictureStore, file: string) => {
  const opened = await store.get(file);
  return opened && new Uint8Array(await new Response(opened.body).arrayBuffer());
};

test("a hundred shoppers who look at the same new picture cost the bucket one question, and later ones none", async () => {
  const { store, asked, slow, answer, files } = aBucket();
  files.set(name(1), new Uint8Array([82, 73, 70, 70]));
  slow();
  const all = Array.from({ length: 100 }, () => read(store, name(1)));
  answer();
  expect(new Set((await Promise.all(all)).map(String))).toEqual(new Set(["82,73,70,70"]));
  expect(await read(store, name(1))).toEqual(new Uint8Array([82, 73, 70, 70]));
  expect(asked).toEqual([name(1)]);
});

test("a stranger who asks for a thousand files has two asked for at a time, three wait, and the rest come another time", async () => {
  const { store, asked, slow, answer } = aBucket();
  slow();
  const all = Promise.allSettled(Array.from({ length: 1000 }, (_, index) => store.get(name(index))));
  await Promise.resolve();
  expect(asked).toHaveLength(2);
  await vi.waitFor(() => {
    answer();
    expect(asked).toHaveLength(5);
  });
  answer();
  const refused = (await all).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused).toHaveLength(995);
  expect(refused.every((error) => error instanceof PictureStoreError)).toBe(true);
});

test("a name under which nothing is is looked for once a minute, unless a picture is put there meanwhile", async () => {
  const { store, asked, later } = aBucket();
  for (let index = 0; index < 5; index++) expect(await store.get(name(1))).toBeNull();
  expect(asked).toHaveLength(1);
  later(60_000);
  expect(await store.get(name(1))).toBeNull();
  expect(asked).toHaveLength(2);
  await store.put(name(1), new Uint8Array([1]));
  expect(await read(store, name(1))).toEqual(new Uint8Array([1]));
});

test("a picture that is deleted is shown no more, also by whoever was reading it from the bucket at that moment", async () => {
  const { store, files, slow, answer } = aBucket();
  files.set(name(1), new Uint8Array([1]));
  slow();
  const early = read(store, name(1));
  await store.delete(name(1));
  answer();
  expect(await early).toEqual(new Uint8Array([1]));
  const late = store.get(name(1));
  answer();
  expect(await late).toBeNull();
});

test("no more is kept than there is room for", async () => {
  const { store, asked, files } = aBucket({ keptBytes: 100_000 });
  for (let index = 0; index < 20; index++) files.set(name(index), new Uint8Array(8_000));
  for (const round of [1, 2])
    for (let index = 0; index < 20; index++) expect((await read(store, name(index)))?.byteLength, `round ${round}`).toBe(8_000);
  expect(asked.length).toBe(40);
  await read(store, name(19));
  expect(asked.length).toBe(40);
});

test("a picture that comes shorter than it was announced, or longer than any, is shown to nobody and not kept", async () => {
  const { store, files, asked } = aBucket();
  files.set(name(1), new Uint8Array(17 * 1024 * 1024));
  for (const _ of [1, 2]) await expect(store.get(name(1))).rejects.toThrow(PictureStoreError);
  expect(asked).toHaveLength(2);
});

test("whoever opens a picture and does not read it holds it no longer than a minute, and never a connection to the bucket", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { store, files } = aBucket();
  files.set(name(1), new Uint8Array(300_000));
  const opened = await store.get(name(1));
  const reader = opened?.body.getReader();
  expect((await reader?.read())?.value?.byteLength).toBe(64 * 1024);
  await vi.advanceTimersByTimeAsync(59_000);
  expect((await reader?.read())?.value?.byteLength).toBe(64 * 1024);
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(reader?.read()).rejects.toThrow("nobody read on");
});
