import type { z } from "zod";

/** A mistake in a request, as a sentence. */
export class BadInput extends Error {
  override name = "BadInput" as const;
  constructor(
    message: string,
    readonly status: 400 | 404 | 405 | 409 = 400,
  ) {
    super(message);
  }
}

/**
 * The body of a request as JSON of this shape; no body is an empty object.
 * @throws {BadInput} naming the fields that are wrong
 */
export async function readJson<Shape extends z.ZodType>(request: Request, shape: Shape): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(parseText(await request.text()));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.length > 0 ? `${issue.path.join(".")}: ` : ""}${issue.message}`);
  throw new BadInput(`The body does not fit: ${issues.join("; ")}.`);
}

function parseText(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput("The body is not JSON.");
  }
}

/** An answer of the control API. */
export function json(value: unknown, status = 200): Response {
  return new Response(`${JSON.stringify(value, null, 2)}\n`, {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });
}
