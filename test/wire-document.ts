import { readFileSync } from "node:fs";

/** The specifications that comments cite. */
export const WIRE_DOCUMENTS = ["docs/wire/alipay-wap.md", "docs/wire/alipay-openapi.md"] as const;

/** The section sign, spelled so that the tests about citations are not full of citations. */
export const SECTION = "\u00a7";

/** The numbers of a document's sections ("1", "1.3"), in the order of their headings. */
export function sectionsOf(document: string): string[] {
  const headings = readFileSync(document, "utf8").matchAll(new RegExp(`^#{2,3} ${SECTION}(\\d+(?:\\.\\d+)?) \\S`, "gm"));
  return [...headings].map(([, number = ""]) => number);
}

/** The worked example of that name: the JSON in a block that begins with ```json example=NAME. */
export function exampleOf(document: string, name: string): unknown {
  const block = new RegExp(`^\`\`\`json example=${name}\\n(.*?)^\`\`\`$`, "ms").exec(readFileSync(document, "utf8"))?.[1];
  if (block === undefined) throw new Error(`${document} has no example ${name}`);
  return JSON.parse(block);
}
