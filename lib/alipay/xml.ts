import { SaxesParser } from "saxes";

/** An element holds text or other elements, never both. */
export type XmlElement = { name: string; attributes: ReadonlyMap<string, string>; text: string; children: XmlElement[] };
export type ParsedXml = { ok: true; root: XmlElement } | { ok: false; problem: string };

/**
 * Reads the small documents of Alipay's old protocols into a tree. Refuses what they never hold and attackers use:
 * DOCTYPE (and with it external and nested entities), processing instructions, comments, unknown entities, a byte order
 * mark, text beside elements, nesting deeper than `maxDepth`, more than `maxElements` elements.
 */
export function parseXml(text: string, { maxDepth = 8, maxElements = 256 } = {}): ParsedXml {
  if (text.startsWith("\uFEFF")) return { ok: false, problem: "a byte order mark" };
  const top = newElement("", {});
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: "1.0", forceXMLVersion: true });
  parser.on("error", refuse);
  parser.on("doctype", () => refuse(new Error("a DOCTYPE")));
  parser.on("processinginstruction", () => refuse(new Error("a processing instruction")));
  parser.on("comment", () => refuse(new Error("a comment")));
  growTree(parser, top, { maxDepth, maxElements });
  try {
    parser.write(text).close();
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "not XML" };
  }
  const root = top.children[0];
  return root ? { ok: true, root } : { ok: false, problem: "an empty document" };
}

function growTree(parser: SaxesParser, top: XmlElement, { maxDepth, maxElements }: { maxDepth: number; maxElements: number }): void {
  const open = [top];
  let elements = 0;
  const onText = (piece: string) => {
    const element = open.at(-1);
    if (element && element !== top) element.text += piece;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("opentag", (tag) => {
    elements += 1;
    if (elements > maxElements || open.length > maxDepth) refuse(new Error("too many elements, or nested too deep"));
    const element = newElement(tag.name, tag.attributes);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (!element || element.children.length === 0) return;
    if (element.text.trim() !== "") refuse(new Error("text beside elements"));
    element.text = "";
  });
}

/** The one child of that name; undefined when there is none, or more than one. */
export function onlyChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const found = element?.children.filter((child) => child.name === name) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

/** Children that hold only text, by name; null when a name comes twice or a child holds elements. */
export function textChildren(element: XmlElement): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const child of element.children) {
    if (fields.has(child.name) || child.children.length > 0) return null;
    fields.set(child.name, child.text);
  }
  return fields;
}

/** Writes elements of text in the order given, each with its content escaped. */
export function writeElements(fields: Iterable<readonly [string, string]>): string {
  return [...fields].map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join("");
}

/**
 * Escapes what element text must not hold. Quotes are kept: they need no escape there, and Alipay dislikes `&`
 * (docs/wire/alipay-wap.md §1.1).
 */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function newElement(name: string, attributes: Record<string, string>): XmlElement {
  return { name, attributes: new Map(Object.entries(attributes)), text: "", children: [] };
}

function refuse(error: Error): never {
  throw error;
}
