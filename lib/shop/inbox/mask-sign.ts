export type FormField = { name: string; value: string };

/**
 * A notice's raw body as the owner may read it: the sign values keep their ends only, so that a screenshot is no signed
 * message. `fields` are the decoded fields, empty when the body is not a form.
 */
export function maskSign(body: string): { raw: string; fields: FormField[] } {
  const raw = body.split("&").map(maskPair).join("&");
  const fields = body.includes("=")
    ? [...new URLSearchParams(body)].map(([name, value]) => ({ name, value: isSign(name) ? mask(value) : value }))
    : [];
  return { raw, fields };
}

function maskPair(pair: string): string {
  const equals = pair.indexOf("=");
  if (equals < 0) return pair;
  const [name] = new URLSearchParams(pair).keys();
  return isSign(name ?? "") ? `${pair.slice(0, equals)}=${mask(pair.slice(equals + 1))}` : pair;
}

function isSign(name: string): boolean {
  return name.trim().toLowerCase() === "sign";
}

function mask(value: string): string {
  return value.length > 12 ? `${value.slice(0, 4)}…${value.slice(-4)}` : "…";
}
