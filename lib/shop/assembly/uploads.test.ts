import { expect, test } from "vitest";
import { parseEnv } from "@/lib/server/env";
import { readUploads } from "./uploads";

const base = { DATABASE_URL: "postgres://shop@127.0.0.1/shop", SHOP_URL: "https://shop.example.com" };
const SECRET = "the-secret-of-the-bucket";
const s3 = {
  UPLOADS_S3_ENDPOINT: "https://s3.example.com",
  UPLOADS_S3_BUCKET: "tea-pictures",
  UPLOADS_S3_REGION: "cn-hangzhou",
  UPLOADS_S3_ACCESS_KEY_ID: "AKIDEXAMPLE",
  UPLOADS_S3_SECRET_ACCESS_KEY: SECRET,
};
const read = (more: Record<string, string>) => readUploads(parseEnv({ ...base, ...more }));

test("pictures of a shop that names no store lie on its disk", () => {
  expect(read({})).toBeNull();
  expect(read({ UPLOADS_S3_ENDPOINT: "", UPLOADS_S3_TIMEOUT_SECONDS: "5" })).toBeNull();
});

test("a bucket is part of the host's name, but where the host has none", () => {
  expect(read(s3)).toMatchObject({ style: "host", timeoutMs: 10_000, region: "cn-hangzhou" });
  expect(read({ ...s3, UPLOADS_S3_STYLE: "path", UPLOADS_S3_TIMEOUT_SECONDS: "3" })).toMatchObject({ style: "path", timeoutMs: 3_000 });
  for (const endpoint of ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000", "https://192.0.2.7"])
    expect(read({ ...s3, UPLOADS_S3_ENDPOINT: endpoint })).toMatchObject({ style: "path" });
});

test.each<[string, Record<string, string>, RegExp]>([
  ["without its key's secret", { UPLOADS_S3_SECRET_ACCESS_KEY: "" }, /^ {2}- UPLOADS_S3_SECRET_ACCESS_KEY is missing/m],
  ["without its region", { UPLOADS_S3_REGION: "" }, /UPLOADS_S3_REGION is missing/],
  ["whose keys would go over the network in the clear", { UPLOADS_S3_ENDPOINT: "http://s3.example.com" }, /must begin with https/],
  ["on another machine of this network, likewise", { UPLOADS_S3_ENDPOINT: "http://192.168.1.9:9000" }, /must begin with https/],
  ["whose name only begins like this machine's", { UPLOADS_S3_ENDPOINT: "http://127.0.0.1.example.com" }, /must begin with https/],
  ["with the bucket in its address", { UPLOADS_S3_ENDPOINT: "https://s3.example.com/tea" }, /an origin alone/],
  ["with a password in its address", { UPLOADS_S3_ENDPOINT: "https://a:b@s3.example.com" }, /an origin alone/],
  ["that is no address", { UPLOADS_S3_ENDPOINT: "s3.example.com" }, /an origin alone/],
  ["with a bucket that leads elsewhere", { UPLOADS_S3_BUCKET: "../other" }, /must be a bucket's name/],
  ["with a bucket for which no certificate fits", { UPLOADS_S3_BUCKET: "tea.pictures" }, /UPLOADS_S3_BUCKET has a dot/],
  ["with a name before an address", { UPLOADS_S3_ENDPOINT: "https://192.0.2.7", UPLOADS_S3_STYLE: "host" }, /UPLOADS_S3_STYLE=host needs/],
  ["of a style that there is not", { UPLOADS_S3_STYLE: "subdomain" }, /UPLOADS_S3_STYLE/],
])("no shop starts with a store %s, and what it says repeats no secret", (_, wrong, sentence) => {
  try {
    read({ ...s3, ...wrong });
    expect.unreachable();
  } catch (error) {
    expect(String(error)).toMatch(sentence);
    expect(String(error)).not.toContain(SECRET);
  }
});

test("a store with a dot in its bucket is taken by its path", () => {
  expect(read({ ...s3, UPLOADS_S3_BUCKET: "tea.pictures", UPLOADS_S3_STYLE: "path" })).toMatchObject({ bucket: "tea.pictures" });
});
