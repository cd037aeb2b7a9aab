import type { Answer } from "./attempt";
import { canLoad } from "./can-load";
import { keepDraft, type Typed } from "./kept-draft";
import type { ScriptWords } from "./script-text";

/** For a page from before a deploy: loads it anew and never answers, since the page goes; without a place for what was typed it stays. */
export async function loadAgain(words: ScriptWords, name: string, fields: () => Typed[] = () => []): Promise<Answer> {
  if (!(await canLoad())) return { ok: false, message: words.offline };
  if (!keepDraft(name, fields(), true)) return { ok: false, message: words.outdated };
  location.reload();
  return new Promise(() => {});
}
