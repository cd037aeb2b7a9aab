import { expect, test } from "vitest";
import { copyText } from "./copy-text";

/** A page with one field, whose copy command takes what is selected in it. */
function fakePage(answer: () => boolean = () => true) {
  const seen = { copied: "", fieldsLeft: 0 };
  let selected = "";
  const field = {
    value: "",
    readOnly: false,
    style: { cssText: "" },
    select: () => {},
    setSelectionRange: (from: number, to: number) => {
      selected = field.value.slice(from, to);
    },
    remove: () => {
      seen.fieldsLeft--;
    },
  };
  const page = {
    createElement: () => field,
    body: {
      append: () => {
        seen.fieldsLeft++;
      },
    },
    execCommand: () => {
      const done = answer();
      if (done) seen.copied = selected;
      return done;
    },
  } as unknown as Parameters<typeof copyText>[2];
  return { page, seen };
}

test("a browser with a clipboard is given the text", async () => {
  const { page, seen } = fakePage();
  const written: string[] = [];
  const clipboard = { writeText: async (text: string) => void written.push(text) };
  expect(await copyText("浙江省杭州市", { clipboard }, page)).toBe(true);
  expect(written).toEqual(["浙江省杭州市"]);
  expect(seen.copied).toBe("");
});

test("over plain http, where there is no clipboard, the text is copied out of a field that does not stay", async () => {
  const { page, seen } = fakePage();
  expect(await copyText("浙江省杭州市", {}, page)).toBe(true);
  expect(seen).toEqual({ copied: "浙江省杭州市", fieldsLeft: 0 });
});

test("a WebView that forbids the clipboard still copies", async () => {
  const { page, seen } = fakePage();
  const clipboard = { writeText: () => Promise.reject(new Error("NotAllowedError")) };
  expect(await copyText("2611221234567890", { clipboard }, page)).toBe(true);
  expect(seen.copied).toBe("2611221234567890");
});

test("a browser that refuses both ways says so, and nothing is left in the page", async () => {
  const refusing = fakePage(() => false);
  expect(await copyText("x", {}, refusing.page)).toBe(false);
  const throwing = fakePage(() => {
    throw new Error("not supported");
  });
  expect(await copyText("x", {}, throwing.page)).toBe(false);
  expect([refusing.seen.fieldsLeft, throwing.seen.fieldsLeft]).toEqual([0, 0]);
});
