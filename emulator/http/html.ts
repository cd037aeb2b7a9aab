/** Markup that is safe to send as it is. */
export type Html = { readonly html: string };

type Value = Html | Html[] | string | number | null | false;

/** A template. Values are escaped unless they are markup; null and false leave nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { html: parts.reduce((text, part, index) => text + write(values[index - 1] ?? null) + part) };
}

function write(value: Value): string {
  if (value === null || value === false) return "";
  if (Array.isArray(value)) return value.map((item) => item.html).join("");
  return typeof value === "object" ? value.html : escapeHtml(String(value));
}

/** Escapes what would end a text or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
