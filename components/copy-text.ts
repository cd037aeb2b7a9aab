type Page = Pick<Document, "createElement" | "execCommand"> & { body: Pick<HTMLElement, "append"> };

/**
 * Copies `value` to the clipboard. `navigator.clipboard` is absent over plain http and in some WebViews; there the text is
 * selected in a hidden field and copied by command.
 * @returns false when the browser refuses both ways
 */
export async function copyText(value: string, navigator: { clipboard?: Pick<Clipboard, "writeText"> }, page: Page): Promise<boolean> {
  try {
    if (!navigator.clipboard) return copyByCommand(value, page);
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyByCommand(value, page);
  }
}

function copyByCommand(value: string, page: Page): boolean {
  const area = page.createElement("textarea");
  area.value = value;
  area.readOnly = true;
  area.style.cssText = "position:fixed;opacity:0";
  page.body.append(area);
  area.select();
  area.setSelectionRange(0, value.length);
  try {
    return page.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
