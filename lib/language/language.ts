import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** What the shop speaks. The first is its own: of the back office, and of whoever says nothing of theirs. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
const OWN: Language = "zh-CN";

/** A shopper's choice, which counts more than what the browser asks for. */
export const LANGUAGE_COOKIE = "lang";

const CHOSEN = new RegExp(`(?:^|;)\\s*${LANGUAGE_COOKIE}=(${LANGUAGES.join("|")})\\s*(?:;|$)`);
/** Longer than what any browser sends; the rest is not looked at. */
const MOST_LETTERS = 500;
const RANGE = /^([a-z]{1,8}|\*)(?:-[a-z0-9]{1,8})*(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuLanguage?: AsyncLocalStorage<Language> };
globals.xiaopuLanguage ??= new AsyncLocalStorage();
const current = globals.xiaopuLanguage;

/** Whether it names one of the shop's languages. */
export function isLanguage(name: unknown): name is Language {
  return LANGUAGES.includes(name as Language);
}

/** Runs `work`, and whatever it leads to, in a language. */
export function inLanguage<Value>(language: Language, work: () => Value): Value {
  return current.run(language, work);
}

/** The language of the request that is being answered; the shop's own outside of any. */
export function currentLanguage(): Language {
  return current.getStore() ?? OWN;
}

/** The `lang` of what the owner wrote, on a page that is in another language; unset where the page says so already. */
export function ownersLang(): Language | undefined {
  return currentLanguage() === OWN ? undefined : OWN;
}

/** What of a request's headers says so. */
type Asked = { cookie?: string | undefined; "accept-language"?: string | undefined };

/** What a request is to be answered in: as its shopper chose, else as its browser prefers. */
export function languageOf({ cookie, "accept-language": accepted }: Asked): Language {
  const chosen = CHOSEN.exec(cookie ?? "")?.[1];
  return isLanguage(chosen) ? chosen : preferred(accepted ?? "");
}

/**
 * Of the languages that the shop speaks the one that a browser likes best (RFC 9110, 12.5.4). Who names neither but some other language gets
 * English, which more of them read; who names none at all, as programs do, the shop's own.
 */
function preferred(accepted: string): Language {
  const ranges = accepted
    .slice(0, MOST_LETTERS)
    .toLowerCase()
    .split(",")
    .flatMap((range) => {
      const [, tag = "", weight = "1"] = RANGE.exec(range.replace(/\s/g, "")) ?? [];
      return tag === "" || Number(weight) === 0 ? [] : [{ tag, weight: Number(weight) }];
    });
  const weightOf = (tag: string) => Math.max(0, ...ranges.filter((range) => range.tag === tag).map(({ weight }) => weight));
  const [chinese, english] = [weightOf("zh"), weightOf("en")];
  if (chinese === 0 && english === 0) return ranges.some(({ tag }) => tag !== "*") ? "en" : OWN;
  if (chinese !== english) return chinese > english ? "zh-CN" : "en";
  return ranges.find(({ tag }) => tag === "zh" || tag === "en")?.tag === "en" ? "en" : "zh-CN";
}
