import { beforeEach, expect, test, vi } from "vitest";
import { type OpenedPicture, PictureStoreError } from "@/lib/shop/picture-store";
import { GET, HEAD } from "./route";

const FILE = "0123456789abcdef01234567-320.webp";
const store = vi.hoisted(() => ({ get: async (_file: string): Promise<OpenedPicture | null> => null }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => ({ pictures: { store } }) }));

const cancelled: unknown[] = [];
const picture = (): OpenedPicture => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      controller.enqueue(new Uint8Array([82, 73, 70, 70]));
      controller.close();
    },
    cancel: (reason) => void cancelled.push(reason),
  });
  return { body, bytes: 4 };
};
const ask = (verb: typeof GET, file = FILE) => verb(new Request(`http://127.0.0.1/media/${file}`), { params: Promise.resolve({ file }) });

beforeEach(() => {
  cancelled.length = 0;
  store.get = async (file) => (file === FILE ? picture() : null);
});

test("a browser gets a picture with its length, and may keep it for ever", async () => {
  const answer = await ask(GET);
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe("RIFF");
  expect(answer.headers.get("content-length")).toBe("4");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("whoever asks for its head alone is told the same, and nothing is left open", async () => {
  const answer = await ask(HEAD);
  expect(answer.status).toBe(200);
  expect([...answer.headers]).toEqual([...(await ask(GET)).headers]);
  expect(answer.body).toBeNull();
  expect(cancelled).toHaveLength(1);
});

test("a picture that is not there, and one whose store is away, are asked for again another time", async () => {
  const missing = await ask(GET, "0123456789abcdef01234567-720.webp");
  expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"]);
  store.get = async () => {
    throw new PictureStoreError("away");
  };
  for (const verb of [GET, HEAD]) {
    const away = await ask(verb);
    expect([away.status, away.headers.get("cache-control"), away.headers.get("retry-after")]).toEqual([503, "no-store", "5"]);
  }
});

test("a name that the shop never gives is not looked for", async () => {
  store.get = () => Promise.reject(new Error("looked for"));
  expect((await ask(GET, "..%2f..%2fpackage.json")).status).toBe(404);
});
