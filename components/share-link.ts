import type { copyText } from "./copy-text";

type Phone = Parameters<typeof copyText>[1] & Partial<Pick<Navigator, "share">>;
export type Shared = { title: string; url: string };

/**
 * Hands a page's address to the system's sheet; where there is none, or it does not open (inside other apps), copies it.
 * @returns "told" when nothing more is to be said: it was shared, or the shopper closed the sheet
 */
export async function shareLink(
  { title, url }: Shared,
  navigator: Phone,
  page: Parameters<typeof copyText>[2],
): Promise<"told" | "copied" | "failed"> {
  if (navigator.share) {
    try {
      await navigator.share({ title, url });
      return "told";
    } catch (error) {
      if ((error as Error).name === "AbortError") return "told";
    }
  }
  // Most phones have a sheet, so what copies is loaded where there is none.
  const copy = await import("./copy-text").catch(() => null);
  return (await copy?.copyText(url, navigator, page)) ? "copied" : "failed";
}
