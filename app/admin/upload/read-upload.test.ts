import { expect, test } from "vitest";
import { readUpload } from "./read-upload";

const MAX_BYTES = 1000;

function posted(file: Blob | string, field = "picture"): Request {
  const form = new FormData();
  form.set(field, file);
  return new Request("http://shop.example/", { method: "POST", body: form });
}

test("the bytes of the chosen file arrive as they were", async () => {
  const upload = await readUpload(posted(new Blob([new Uint8Array([1, 2, 255])])), "picture", MAX_BYTES);
  expect(upload).toEqual({ ok: true, bytes: new Uint8Array([1, 2, 255]) });
});

test("an owner who chose no file is told so", async () => {
  expect(await readUpload(posted(new Blob([])), "picture", MAX_BYTES)).toMatchObject({ reason: "no_file" });
  expect(await readUpload(posted("text"), "picture", MAX_BYTES)).toMatchObject({ reason: "no_file" });
  expect(await readUpload(posted(new Blob(["x"]), "other"), "picture", MAX_BYTES)).toMatchObject({ reason: "no_file" });
  expect(await readUpload(new Request("http://shop.example/", { method: "POST", body: "x" }), "picture", MAX_BYTES)).toMatchObject({
    reason: "no_file",
  });
});

test("a file over the limit is refused", async () => {
  expect(await readUpload(posted(new Blob([new Uint8Array(MAX_BYTES + 1)])), "picture", MAX_BYTES)).toMatchObject({ reason: "too_big" });
});

test("a body that never ends is read no further than the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384));
    },
  });
  const request = new Request("http://shop.example/", { method: "POST", body: endless, duplex: "half" } as RequestInit);
  expect(await readUpload(request, "picture", MAX_BYTES)).toMatchObject({ reason: "too_big" });
  expect(sent).toBeLessThan(200_000);
});
