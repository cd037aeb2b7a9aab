import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { isSigned } from "@/test/signed-as-amazon-says";
import type { Fetch } from "./s3-request";
import type { S3Settings } from "./s3-settings";
import { s3Store } from "./s3-store";

const FILE = "0123456789abcdef01234567-720.webp";
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const AFTER = "1/w+2 =&~";

/** Answers as a bucket with nothing in it, in two pages, and writes down what it was asked and whether it was signed. */
async function bucket(asked: string[]): Promise<number> {
  const server = http.createServer((request, response) => {
    const body: Buffer[] = [];
    request.on("data", (piece: Buffer) => body.push(piece));
    request.on("end", () => {
      const isRight = isSigned(request, Buffer.concat(body), SECRET);
      asked.push(`${isRight ? "signed" : "not signed"} ${request.method} ${request.headers.host}${request.url}`);
      const isFirst = !request.url?.includes("continuation-token");
      response.end(
        `<L><IsTruncated>${isFirst}</IsTruncated>${isFirst ? `<NextContinuationToken>${AFTER.replace("&", "&amp;")}` : "<a>"}
        ${isFirst ? "</NextContinuationToken>" : "</a>"}</L>`.replace(/\n\s+/, ""),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** To a host of any name, without asking anybody where it is; `fetch` itself would not send that name. */
const atLoopback: Fetch = (url, { method = "GET", headers, body }) =>
  new Promise((resolve, reject) => {
    const options = { method, headers: { ...Object.fromEntries(new Headers(headers)), host: url.host } };
    const request = http.request(`http://127.0.0.1:${url.port}${url.pathname}${url.search}`, options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        resolve(new Response(text, { status: answer.statusCode ?? 0, headers: { "content-length": String(text.length) } }));
      });
    });
    request.on("error", reject).end(body);
  });

test.each<[S3Settings["style"], string]>([
  ["path", "s3.example.com:PORT/tea-pictures"],
  ["host", "tea-pictures.s3.example.com:PORT"],
])("a bucket that is reached by its %s gets each question at its address, signed over its body as Amazon says", async (style, place) => {
  const asked: string[] = [];
  const port = await bucket(asked);
  const settings = { bucket: "tea-pictures", region: "us-east-1", accessKeyId: "AKIDEXAMPLE", secretAccessKey: SECRET, timeoutMs: 10_000 };
  const endpoint = new URL(`http://s3.example.com:${port}`);
  const store = s3Store({ ...settings, endpoint, style }, { log: { error: () => {} }, fetch: atLoopback });
  await store.put(FILE, new Uint8Array([82, 73, 70, 70]));
  await (await store.get(FILE))?.body.cancel();
  await store.delete(FILE);
  for await (const page of store.list()) expect(page).toEqual([]);
  const at = place.replace("PORT", String(port));
  const root = style === "host" ? `${at}/` : at;
  expect(asked).toEqual([
    `signed PUT ${at}/${FILE}`,
    `signed GET ${at}/${FILE}`,
    `signed DELETE ${at}/${FILE}`,
    `signed GET ${root}?list-type=2`,
    `signed GET ${root}?list-type=2&continuation-token=1%2Fw%2B2+%3D%26%7E`,
  ]);
});
