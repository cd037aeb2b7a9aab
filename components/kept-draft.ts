/** What was typed into a form, kept in this tab while its page is loaded again. Secrets, files and hidden fields are not in it (draft.ts). */
export type Draft = { at: number; wasStale: boolean; fields: Typed[] };
export type Typed = { name: string; nth: number; value: string; checked: boolean };

/** Loading a page again takes seconds, a look at another page and back some minutes; an older draft is of another visit. */
const LASTS_MS = 10 * 60_000;

/**
 * Keeps what was changed in a form. `wasStale`: the shop was updated and the page is about to be loaded again for that.
 * @returns false when this browser keeps nothing
 */
export function keepDraft(name: string, fields: Typed[], wasStale = false): boolean {
  if (fields.length === 0 && !wasStale) return true;
  const draft: Draft = { at: Date.now(), wasStale, fields };
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
    return true;
  } catch {
    return false; // full, or forbidden
  }
}

/** The draft of this page's form, once; null when there is none, or an old one. */
export function takeDraft(name: string): Draft | null {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    sessionStorage.removeItem(keyOf(name));
    const draft = text === null ? null : (JSON.parse(text) as Draft);
    return draft && Date.now() - draft.at < LASTS_MS ? draft : null;
  } catch {
    return null;
  }
}

function keyOf(name: string): string {
  return `draft ${location.pathname} ${name}`;
}
