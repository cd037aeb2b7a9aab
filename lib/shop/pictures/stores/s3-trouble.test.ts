import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { PictureStoreError } from "@/lib/shop/picture-store";
import { S3_SECRET, s3Server } from "@/test/s3-server";
import type { S3Settings } from "./s3-settings";
import { s3Store } from "./s3-store";

const FILE = "0123456789abcdef01234567-320.webp";
const BYTES = new Uint8Array([82, 73, 70, 70]);

type Said = { err: Error };

/** A store, and what it says in the log. */
function watched(settings: S3Settings) {
  const said: Said[] = [];
  let time = 0;
  const store = s3Store(settings, { log: { error: (facts: unknown) => void said.push(facts as Said) }, now: () => time });
  return { store, said, advance: (ms: number) => (time += ms) };
}

/** Something that listens where the store should. */
async function standIn(answer: http.RequestListener, timeoutMs = 10_000): Promise<S3Settings> {
  const server = http.createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...{ endpoint: new URL(`http://127.0.0.1:${port}`), bucket: "tea-pictures", region: "cn-hangzhou", style: "path", timeoutMs },
    ...{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-secret-that-nobody-says" },
  };
}

test("a shop with a wrong key stores and shows nothing, says why once a minute, and never says the key", async () => {
  const { store, said, advance } = watched({ ...(await s3Server()), secretAccessKey: "not-the-secret" });
  await expect(store.put(FILE, BYTES)).rejects.toThrow(PictureStoreError);
  await expect(store.get(FILE)).rejects.toThrow(/403, SignatureDoesNotMatch/);
  await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toThrow(/403/);
  expect(said.map(({ err }) => err.message)).toEqual(["the S3 store answered PUT with 403, SignatureDoesNotMatch"]);
  advance(60_000);
  await expect(store.delete(FILE)).rejects.toThrow(PictureStoreError);
  expect(said).toHaveLength(2);
  expect(JSON.stringify(said.map(({ err }) => [err.message, err.stack]))).not.toMatch(/not-the-secret|Signature=|AWS4/);
});

test("a bucket that does not exist is a fault, and not a shop without pictures", async () => {
  const { store } = watched({ ...(await s3Server()), bucket: "coffee-pictures" });
  await expect(store.get(FILE)).rejects.toThrow(/404, NoSuchBucket/);
  await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toThrow(/404, NoSuchBucket/);
});

test("a store that is busy for a moment, or hangs up, is asked once more, and what was sent comes whole", async () => {
  const got: string[] = [];
  const { store, said } = watched(
    await standIn((request, response) => {
      const body: Buffer[] = [];
      request.on("data", (piece: Buffer) => body.push(piece));
      request.on("end", () => {
        got.push(`${request.method} ${Buffer.concat(body)}`);
        if (got.length === 1) response.writeHead(503).end("<Error><Code>SlowDown</Code></Error>");
        else if (got.length === 3) request.socket.destroy();
        else response.writeHead(200).end();
      });
    }),
  );
  await store.put(FILE, BYTES);
  await store.put(FILE, BYTES);
  expect(got).toEqual(["PUT RIFF", "PUT RIFF", "PUT RIFF", "PUT RIFF"]);
  expect(said).toEqual([]);
});

test("a store that never answers, or stops in the middle of a picture, keeps nobody longer than was agreed", async () => {
  const silent = watched(await standIn(() => {}, 100));
  await expect(silent.store.get(FILE)).rejects.toThrow(/did not answer GET in time/);
  const halting = watched(
    await standIn((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
    }, 100),
  );
  const opened = await halting.store.get(FILE);
  await expect(new Response(opened?.body).arrayBuffer()).rejects.toThrow(/stopped in the middle/);
});

test("a store that hangs up in the middle of a picture gives no half of it for a whole one", async () => {
  const { store } = watched(
    await standIn((request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => request.socket.destroy());
    }),
  );
  const read = async () => {
    const opened = await store.get(FILE);
    return new Response(opened?.body).arrayBuffer();
  };
  await expect(read()).rejects.toThrow();
});

test("nobody is led to another place by the store, and a store that is not there is named as such", async () => {
  let asked = 0;
  const elsewhere = await standIn(() => asked++);
  const { store } = watched(
    await standIn((_, response) => response.writeHead(307, { location: `${elsewhere.endpoint.href}${FILE}` }).end()),
  );
  await expect(store.get(FILE)).rejects.toThrow(/answered GET with 307/);
  expect(asked).toBe(0);
  const gone = watched({ ...elsewhere, endpoint: new URL("http://127.0.0.1:1") });
  await expect(gone.store.get(FILE)).rejects.toThrow(/could not be asked, GET/);
});

test.each([
  ["is no list", "<html></html>"],
  ["is cut off", "<ListBucketResult><IsTruncated>fal"],
  ["does not say how it goes on", "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"],
  ["has an entity of its own", '<!DOCTYPE x [<!ENTITY e "x">]><ListBucketResult><IsTruncated>&e;</IsTruncated></ListBucketResult>'],
  ["never ends", "x".repeat(5 * 1024 * 1024)],
])("a list that %s is no list of no pictures", async (_, text) => {
  const { store } = watched(await standIn((_request, response) => void response.end(text)));
  await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toThrow(PictureStoreError);
});

test("the secret is signed with and never sent", async () => {
  const sent: string[] = [];
  const { store } = watched({
    ...(await standIn((request, response) => {
      sent.push(`${request.url} ${JSON.stringify(request.headers)}`);
      response.end();
    })),
    secretAccessKey: S3_SECRET.repeat(4),
  });
  await store.put(FILE, BYTES);
  await store.delete(FILE);
  expect(sent).toHaveLength(2);
  expect(sent.join()).not.toContain(S3_SECRET);
  expect(sent.join()).toMatch(/AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/);
});
