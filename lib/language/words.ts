import "server-only";
import { currentLanguage, type Language } from "./language";

/** The same words in another language: what is missing, or is too much, does not compile. */
export type Alike<Words> = Words extends string
  ? string
  : Words extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Key in keyof Words]: Alike<Words[Key]> };

/** Words of which a phone's scripts may be handed a copy: sentences alone. */
type Sentences<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Sentences<Words[Key]> };

/**
 * A feature's words in both languages, side by side. Each is looked up when it is read, in the language of the request
 * that is being answered: so nothing may be read from them while a module is loaded, but groups of words.
 */
export function inBothLanguages<Words extends object>(chinese: Words, english: Alike<Words>): Alike<Words> {
  return sideBySide({ "zh-CN": chinese, en: english }) as Alike<Words>;
}

/** A copy of some words as they are in this request, for a client component's props: no words come to a phone as scripts. */
export function forScripts<Words extends Sentences<Words>>(words: Words): Words {
  return JSON.parse(JSON.stringify(words));
}

function sideBySide(both: Record<Language, object>): object {
  const group = {};
  for (const key of Object.keys(both["zh-CN"])) {
    const [chinese, english] = [read(both["zh-CN"], key), read(both.en, key)];
    const value = isGroup(chinese) ? sideBySide({ "zh-CN": chinese, en: english as object }) : null;
    Object.defineProperty(group, key, { enumerable: true, get: () => value ?? (currentLanguage() === "en" ? english : chinese) });
  }
  return group;
}

function read(words: object, key: string): unknown {
  return (words as Record<string, unknown>)[key];
}

/** A list is one value, however long it is in either language. */
function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
