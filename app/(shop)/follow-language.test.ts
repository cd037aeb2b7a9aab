import { expect, test } from "vitest";
import { followLanguage } from "./follow-language";

type Happens = { event: "pageshow" | "visibilitychange"; persisted?: boolean; type?: number };
type Browser = { cookie: string; lang: string; hidden?: boolean; onLine?: boolean };

/** Where the document is sent when that happens in it. */
function sentTo({ cookie, lang, hidden = false, onLine = true }: Browser, { event, persisted = false, type = 0 }: Happens): string[] {
  const page = new EventTarget();
  const sent: string[] = [];
  const document = Object.assign(new EventTarget(), { cookie, hidden, documentElement: { lang } });
  const location = { pathname: "/orders", search: "?tab=to_pay", replace: (address: string) => sent.push(address) };
  const run = new Function("document", "location", "navigator", "performance", "addEventListener", followLanguage());
  run(document, location, { onLine }, { navigation: { type } }, page.addEventListener.bind(page));
  (event === "pageshow" ? page : document).dispatchEvent(Object.assign(new Event(event), { persisted }));
  return sent;
}

const CHINESE_LEFT_BEHIND = { cookie: "a=b; lang=en", lang: "zh-CN" };

test.each<[string, Happens]>([
  ["went back to it", { event: "pageshow", persisted: true }],
  ["went back to it in a browser that has only its letters left", { event: "pageshow", type: 2 }],
  ["looks at its tab again", { event: "visibilitychange" }],
])("a document that its shopper left in the other language is loaded anew for who %s", (_how, happens) => {
  expect(sentTo(CHINESE_LEFT_BEHIND, happens)).toEqual(["/orders?tab=to_pay"]);
  expect(sentTo({ cookie: "lang=zh-CN", lang: "en" }, happens)).toEqual(["/orders?tab=to_pay"]);
});

test("a document stays that is in the language of its shopper, who may have chosen none", () => {
  const happens = { event: "pageshow", persisted: true } as const;
  for (const cookie of ["lang=en", "", "xlang=zh-CN", "lang=fr"]) expect(sentTo({ cookie, lang: "en" }, happens), cookie).toEqual([]);
});

test("a document that was just loaded, is not looked at or could not be loaded stays as it is", () => {
  expect(sentTo(CHINESE_LEFT_BEHIND, { event: "pageshow" })).toEqual([]);
  expect(sentTo({ ...CHINESE_LEFT_BEHIND, hidden: true }, { event: "visibilitychange" })).toEqual([]);
  expect(sentTo({ ...CHINESE_LEFT_BEHIND, onLine: false }, { event: "visibilitychange" })).toEqual([]);
});
