import "server-only";
import { BUTTON_LOOK, inHtml, plainPage } from "./plain-page";
import { appText } from "./text";

const text = appText.outdated;
type Field = keyof typeof text.fields;
const LOOK = `
dl{background:#fff;border-radius:1rem;padding:1rem;margin:1rem 0}dt{color:#5d564d;font-size:.875rem}dd{margin:0 0 .75rem;user-select:all;-webkit-user-select:all}
a{${BUTTON_LOOK}}`;

/**
 * The page for a form that was sent without JavaScript from before a deploy: says so, shows what was typed, to be copied, and leads
 * back to the form. It does not send the form on by itself: which action of the new build it meant cannot be known for sure.
 */
export function outdatedPage(path: string, form: FormData | null): string {
  const typed = (Object.keys(text.fields) as Field[]).flatMap((name) => {
    const value = form?.get(name);
    return typeof value === "string" && value.trim() !== "" ? [`<dt>${text.fields[name]}</dt><dd>${inHtml(value)}</dd>`] : [];
  });
  const kept = typed.length > 0 ? `<p>${text.typed}</p><dl>${typed.join("")}</dl>` : "";
  const body = `<h1>${text.title}</h1><p>${text.hint}</p>${kept}<a href="${inHtml(ownPath(path))}">${text.back}</a>`;
  return plainPage({ title: text.title, body, look: LOOK });
}

/** A path with two slashes would lead to another site. */
function ownPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, "")}`;
}
