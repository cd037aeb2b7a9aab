import "server-only";
import { appText } from "./text";

const text = appText.outdated;
type Field = keyof typeof text.fields;
/** The colours of app/globals.css, which a page outside of Next's own cannot link to. */
const LOOK = `body{margin:0;background:#f6f3ee;color:#1d1a16;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:26rem;margin:0 auto;padding:3rem 1rem}h1{font-size:1.25rem}
dl{background:#fff;border-radius:1rem;padding:1rem;margin:1rem 0}dt{color:#5d564d;font-size:.875rem}dd{margin:0 0 .75rem;user-select:all;-webkit-user-select:all}
a{display:block;padding:.75rem 1rem;border-radius:9999px;background:#c8331b;color:#fff;text-align:center;text-decoration:none;font-weight:500}`;

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
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${text.title}</title><style>${LOOK}</style></head><body><main><h1>${text.title}</h1><p>${text.hint}</p>${kept}<a href="${inHtml(ownPath(path))}">${text.back}</a></main></body></html>`;
}

/** A path with two slashes would lead to another site. */
function ownPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, "")}`;
}

function inHtml(value: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return value.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
