import { createRequire } from "node:module";

type Node = { type: string; operator?: string; key?: { type: string }; [part: string]: unknown };
/** The parser that Next brings along. */
const { parse } = createRequire(import.meta.url)("next/dist/compiled/acorn") as {
  parse: (code: string, options: { ecmaVersion: number }) => Node;
};

/**
 * What of a script's syntax Chromium 84 or Safari 14.5 would not take, as node types; versions are those of caniuse-lite and MDN.
 * Throws where nobody would take it.
 */
export function newerSyntaxOf(code: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null || !("type" in value)) return;
    const node = value as Node;
    if (isNewer(node)) found.push(node.type);
    Object.values(node).forEach(visit);
  };
  visit(parse(code, { ecmaVersion: 2022 }));
  return found;
}

function isNewer({ type, operator, key }: Node): boolean {
  if (type === "StaticBlock") return true; // 94 and 16.4
  if (type === "AssignmentExpression") return ["??=", "||=", "&&="].includes(operator ?? ""); // 85
  return type === "MethodDefinition" && key?.type === "PrivateIdentifier"; // 84 and 15
}
