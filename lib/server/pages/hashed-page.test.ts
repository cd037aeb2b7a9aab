import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { withHashes } from "./hashed-page";

const NONCE = "bm9uY2Utbm9uY2Utbm9uY2U=";
const POLICY = `default-src 'self'; script-src 'self' 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'`;
const CHUNK = "/_next/static/chunks/0~a.b-c_d.js?dpl=0123";

const page = (head: string, body = "") => ({
  html: `<!DOCTYPE html><html lang="zh-CN"><head>${head}</head><body>${body}</body></html>`,
  policy: POLICY,
});
const hash = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
const hashesOf = ({ policy }: { policy: string }) => policy.match(/'sha256-[^']+'/g) ?? [];
const codesOf = ({ html }: { html: string }) => [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");

/** What its first script has put into the head after these events. */
function loadedBy(hashed: { html: string }, ...events: string[]): string[] {
  return openIn(hashed, events).loaded;
}

type Browser = {
  images?: { complete: boolean; decode?: () => Promise<void> }[];
  /** Whether it says by an entry that a page was painted: to whoever listens, or only to whoever looks. */
  tellsOfPaint?: "aloud" | "when asked";
  /** What was tapped. */
  opener?: { setAttribute: (name: string) => void } | null;
};

/** A browser's page with that first script, after these events. */
function openIn(hashed: { html: string }, events: string[], { images = [], tellsOfPaint, opener = null }: Browser = {}) {
  const loaded: string[] = [];
  const heard = new Map<string, (event: unknown) => void>();
  const document = { images, createElement: () => ({ src: "" }), head: { appendChild: ({ src }: { src: string }) => loaded.push(src) } };
  const entries: string[] = [];
  const among = (names: string[]) => ({ getEntriesByName: (wanted: string) => names.filter((name) => name === wanted) });
  class PerformanceObserver {
    static supportedEntryTypes = tellsOfPaint ? ["paint"] : ["navigation"];
    constructor(private readonly told: (list: ReturnType<typeof among>, own: PerformanceObserver) => void) {}
    observe() {
      if (tellsOfPaint !== "aloud") return;
      for (const name of ["first-paint", "first-contentful-paint"]) heard.set(name, () => this.told(among([name]), this));
    }
    disconnect() {}
  }
  if (tellsOfPaint === "when asked") heard.set("first-contentful-paint", () => entries.push("first-contentful-paint"));
  const browser = {
    document,
    PerformanceObserver,
    performance: among(entries),
    setTimeout: (call: () => void) => heard.set("three seconds", call),
    addEventListener: (kind: string, call: () => void) => heard.set(kind, call),
    requestAnimationFrame: (call: () => void) => heard.set("a frame", call),
  };
  new Function(...Object.keys(browser), codesOf(hashed)[0] ?? "")(...Object.values(browser));
  const happen = (...more: string[]) => {
    for (const event of more) heard.get(event)?.({ target: { closest: () => opener } });
  };
  happen(...events);
  return { loaded, happen };
}

test("the scripts of a page are allowed by their hashes, and its nonce is nowhere any more", () => {
  const inline = `<script nonce="${NONCE}">a()</script><script nonce="${NONCE}" id="_R_">push("\\"nonce\\":\\"${NONCE}\\"")</script>`;
  const hashed = withHashes(page(`<link rel="preload" nonce="${NONCE}"/>`, inline));
  expect(hashed?.html).not.toContain(NONCE);
  expect(hashed?.policy).toMatch(/script-src 'self' ('sha256-[\w+/=]+' ?)+ 'strict-dynamic'; object-src 'none'$/);
  expect(hashed && hashesOf(hashed).sort()).toEqual(hashed && codesOf(hashed).map(hash).sort());
});

test("what somebody wrote into a page is not allowed with the rest", () => {
  const hashed = withHashes(
    page(`<script nonce="${NONCE}">a()</script>`, `<script>steal()</script><script nonce="guess">steal()</script>`),
  );
  expect(hashed && hashesOf(hashed)).not.toContain(hash("steal()"));
  expect(hashed && hashesOf(hashed)).toContain(hash("a()"));
  // A tag that is left open before one of ours does not become part of it.
  const open = withHashes(page("", `<script src="data:,steal()" x='<script nonce="${NONCE}">a()</script>`));
  expect(open?.html).not.toMatch(/nonce/);
  expect(open && hashesOf(open)).toHaveLength(2);
});

test("files are loaded by the first script, once each, so that no browser has to know the hash of a file", () => {
  const file = (rest: string) => `<script src="${CHUNK}" async="" nonce="${NONCE}"${rest}></script>`;
  const hashed = withHashes(page(file("") + file(' id="_R_"')));
  expect(hashed?.html).not.toContain(`<script src=`);
  expect(hashed?.html).toContain('<template id="_R_"></template>');
  expect(hashed && loadedBy(hashed, "touchstart")).toEqual([CHUNK]);
});

test("files wait until the page was painted with its pictures, but not for whoever touches it before or waits for a picture that does not come", () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" async="" nonce="${NONCE}"></script>`));
  if (!hashed) throw new Error("The page is not as Next makes them.");
  expect(loadedBy(hashed, "load", "a frame")).toEqual([]);
  expect(loadedBy(hashed, "load", "a frame", "a frame")).toEqual([CHUNK]);
  for (const event of ["touchstart", "mousedown", "keydown", "focusin", "click", "three seconds"])
    expect(loadedBy(hashed, event), event).toEqual([CHUNK]);
  expect(loadedBy(hashed, "touchstart", "load", "a frame", "a frame", "three seconds")).toEqual([CHUNK]);
});

test("where a browser tells that a page was painted, files wait for that, and not for a frame that is on nobody's screen yet", () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" async="" nonce="${NONCE}"></script>`));
  if (!hashed) throw new Error("The page is not as Next makes them.");
  const { loaded, happen } = openIn(hashed, ["load", "a frame", "a frame", "first-paint", "a frame", "a frame"], { tellsOfPaint: "aloud" });
  expect(loaded).toEqual([]);
  happen("first-contentful-paint", "a frame", "a frame");
  expect(loaded).toEqual([CHUNK]);
});

test("where a browser tells nobody afterwards that a page was painted, as older Safaris, files come as soon as elsewhere", () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" async="" nonce="${NONCE}"></script>`));
  if (!hashed) throw new Error("The page is not as Next makes them.");
  const events = ["first-contentful-paint", "load", "a frame", "a frame"];
  expect(openIn(hashed, events, { tellsOfPaint: "when asked" }).loaded).toEqual([CHUNK]);
});

test("files wait for the pictures that are there to be decoded, for none that is not there, and for none that cannot be decoded", async () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" async="" nonce="${NONCE}"></script>`));
  if (!hashed) throw new Error("The page is not as Next makes them.");
  let show = () => {};
  const images = [
    { complete: true, decode: () => new Promise<void>((resolve) => (show = resolve)) },
    { complete: true, decode: () => Promise.reject(new Error("no picture")) },
    { complete: false, decode: () => new Promise<void>(() => {}) },
    { complete: true },
  ];
  const { loaded, happen } = openIn(hashed, ["load"], { images });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  happen("a frame", "a frame");
  expect(loaded).toEqual([]);
  show();
  await settle();
  happen("a frame", "a frame");
  expect(loaded).toEqual([CHUNK]);
});

test("what a shopper taps before the page can open it is marked, so that it opens when it can", () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" async="" nonce="${NONCE}"></script>`));
  const marks: string[] = [];
  if (hashed) openIn(hashed, ["click"], { opener: { setAttribute: (name) => marks.push(name) } });
  expect(marks).toEqual(["data-opening"]);
});

test("no file is announced that a browser would refuse to load without a nonce", () => {
  const hashed = withHashes(
    page(`<link rel="preload" as="script" fetchPriority="low" nonce="${NONCE}" href="${CHUNK}"/><link rel="preload" as="image"/>`),
  );
  expect(hashed?.html).not.toContain('as="script"');
  expect(hashed?.html).toContain('as="image"');
});

test("a file for browsers that know no modules stays, and other browsers neither load nor miss it", () => {
  const hashed = withHashes(page(`<script src="${CHUNK}" noModule="" nonce="${NONCE}"></script>`));
  expect(hashed?.html).toContain(`<script src="${CHUNK}" nomodule=""></script>`);
});

test("a page that is not as Next makes them is not kept", () => {
  for (const head of [
    `<script src="https://elsewhere.example/x.js" async="" nonce="${NONCE}"></script>`,
    `<script src="${CHUNK}" async="" nonce="${NONCE}">content</script>`,
    `<script type="module" nonce="${NONCE}">a()</script>`,
    `<script nonce="${NONCE}" nonce="other">a()</script>`,
    `<script>${NONCE}</script>`,
    "<head>",
  ])
    expect(withHashes(page(head)), head).toBeNull();
  expect(withHashes({ ...page(""), policy: "script-src 'self'" })).toBeNull();
});
