import { describe, expect, test } from "vitest";
import { checkActionBody, MAX_ACTION_BYTES } from "./check-action-body";

const ID = `7f${"e91c453e17".repeat(4)}`;
type Fields = [name: string, value: string | Blob][];

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
const check = (body: BodyInit | null, headers: Record<string, string> = {}, method = "POST") =>
  checkActionBody(new Request("http://shop.example/cart", { method, body, headers }));
const posted = (...fields: Fields) => check(formOf(fields));
const sent = (...fields: Fields) => check(formOf(fields), { "Next-Action": ID });
const inText = (body: string) => check(body, { "Next-Action": ID, "Content-Type": "text/plain;charset=UTF-8" });
const multipart = (body: string, type = "multipart/form-data; boundary=XX") => check(body, { "Content-Type": type });

const ACTION = `--XX\r\nContent-Disposition: form-data; name="$ACTION_ID_${ID}"\r\n\r\n\r\n`;
const part = (described: string) => `${ACTION}--XX\r\nContent-Disposition: form-data; ${described}\r\n\r\n1\r\n--XX--\r\n`;
const DESCRIBED = (bound: string) => JSON.stringify({ id: ID, bound });
const REF: Fields = [
  ["$ACTION_REF_1", ""],
  ["$ACTION_1:0", JSON.stringify({ id: ID, bound: "$@1" })],
];

describe("a shopper's form goes through", () => {
  test.each<[string, () => ReturnType<typeof check>]>([
    ["posted by the browser itself", () => posted(...REF, ["$ACTION_1:1", "[null]"], ["$ACTION_KEY", "k1"], ["note", "{[ $1"])],
    [
      "posted once more with the answer to the first time",
      () => posted(...REF, ["$ACTION_1:1", '[{"ok":false,"message":"$$5","values":{"a":"b"},"fieldErrors":{}}]'], ["a", "b"]),
    ],
    ["posted with no answer bound to it", () => posted([`$ACTION_ID_${ID}`, ""], ["a", "b"])],
    ["posted by a browser that ends with the boundary", () => multipart(part('name="a"').trimEnd())],
    [
      "posted with a boundary of Firefox's",
      () =>
        multipart(part('name="a"').replaceAll("XX", "----geckoformboundary4f"), "multipart/form-data; boundary=----geckoformboundary4f"),
    ],
    ["posted with a boundary in quotes", () => multipart(part('name="a"'), 'multipart/form-data; boundary="XX"')],
    ["sent by its own script", () => sent(["0", '[null,"$K1"]'], ["_1_note", "茶"], ["_1_note", "again"])],
    ["sent with an answer that has a gap", () => sent(["0", '[{"ok":true,"secrets":"$undefined"},"$K1"]'], ["_1_a", ""])],
    ["that asks for more orders", () => inText('["all","26112200000000000"]')],
    ["that is no action: a login by a passkey", () => check("{", { "Content-Type": "application/json" })],
    ["that is no action: fields in the old encoding", () => check("%zz", { "Content-Type": "application/x-www-form-urlencoded" })],
    ["that only reads", () => check(null, { "Next-Action": "x" }, "GET")],
  ])("%s", async (_, ask) => {
    expect(await ask()).toBeNull();
  });
});

describe("a stranger's is refused before Next stumbles over it", () => {
  test.each<[string, () => ReturnType<typeof check>]>([
    ["no form at all", () => multipart("garbage")],
    ["nothing", () => multipart("")],
    ["another boundary", () => multipart('--YY\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--YY--\r\n')],
    ["no boundary", () => multipart("--XX--\r\n", "multipart/form-data")],
    ["a form that was cut off", () => multipart('--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X')],
    ["arguments with a NUL, which PostgreSQL has no letter for", () => inText('["all","\\u0000"]')],
    ["a part without a name", () => multipart("--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n")],
    ["no action", () => posted(["a", "1"])],
    ["an action that is none", () => posted(["$ACTION_ID_zzz", ""])],
    ["more actions than a form has", () => posted(...[1, 2, 3].map((n): [string, string] => [`$ACTION_REF_${n}`, ""]))],
    ["a reference to nothing", () => posted(["$ACTION_REF_1", ""])],
    ["a reference that is no JSON", () => posted(["$ACTION_REF_1", ""], ["$ACTION_1:0", "{"])],
    ["a bound part that is missing", () => posted(...REF)],
    ["a bound part that is no JSON", () => posted(...REF, ["$ACTION_1:1", "{{{"])],
    ["a bound part that is no list", () => posted(...REF, ["$ACTION_1:1", "1"])],
    ["a bound part that is a file", () => posted(...REF, ["$ACTION_1:1", new Blob(["[null]"])])],
    ["a bound part that nests without end", () => posted(...REF, ["$ACTION_1:1", "[".repeat(20_000) + "]".repeat(20_000)])],
    [
      "a bound part whose name React reads otherwise",
      () => posted(REF[0] as Fields[0], ["$ACTION_1:0", DESCRIBED("$@01")], ["$ACTION_1:01", "[]"]),
    ],
    ["an action described by more than its name", () => posted(REF[0] as Fields[0], ["$ACTION_1:0", `{"id":"${ID}","x":"$@9"}`])],
    ["an action whose name is none", () => posted(REF[0] as Fields[0], ["$ACTION_1:0", '{"id":"$@1"}'])],
    ["a file", () => sent(["0", '[null,"$K1"]'], ["_1_a", new Blob(["x"])])],
    ["a part in base64", () => multipart(part('name="a"; filename="b"\r\nContent-Transfer-Encoding: base64'))],
    ["a part with a header that is none", () => multipart(part('name="a"\r\nfoo'))],
    ["a part with another header", () => multipart(part(`name="a"\r\nX: ${"x".repeat(20_000)}`))],
    ["a part with two names", () => multipart(part('name="a"; name="1"'))],
    ["a boundary in the middle of a part", () => multipart(part('name="a"\r\n\r\n1\r\n--XX'))],
    ["two boundaries", () => multipart(part('name="a"'), "multipart/form-data; boundary=XX; boundary=YY")],
    ["a bound word", () => posted(["$ACTION_REF_1", ""], ["$ACTION_1:0", JSON.stringify({ id: ID, bound: "x" })])],
    ["no arguments", () => sent(["_1_a", ""])],
    ["two lists of arguments", () => sent(["0", "[]"], ["0", "[]"])],
    ["parts that no form of ours has", () => sent(["0", "[]"], ["1", "{{{"])],
    ["arguments of other kinds: a function", () => inText('["$F1"]')],
    ["a number of any size", () => inText('["$nzz"]')],
    ["a promise", () => inText('[{"a":["$@1"]}]')],
    ["a way into another part", () => inText('["$0:__proto__:x"]')],
    ["no list", () => inText("null")],
    ["a long list", () => inText(`[${"1,".repeat(2000)}1]`)],
    ["nothing in text", () => inText("")],
    ["the name of no action", () => check("[]", { "Next-Action": "__proto__" })],
    ["an empty name", () => check("[]", { "Next-Action": "" })],
  ])("%s", async (_, ask) => {
    expect(await ask()).toBe("malformed");
  });
});

test("what is bigger than any form is read no further than that", async () => {
  expect(await sent(["0", "[]"], ["_1_a", "x".repeat(MAX_ACTION_BYTES)])).toBe("too_big");
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 16_384;
      controller.enqueue(new Uint8Array(16_384));
    },
  });
  const request = { method: "POST", headers: new Headers({ "Next-Action": ID }), body: endless };
  expect(await checkActionBody(request)).toBe("too_big");
  expect(pulled).toBeLessThan(200_000);
});

test("a shopper whose line breaks in the middle of a form is no error of the shop's", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
  expect(await checkActionBody({ method: "POST", headers: new Headers({ "Next-Action": ID }), body: broken })).toBe("malformed");
});
