import { decodeBase64 } from "../base64";
import { plainKeyText } from "../key-spelling";
import { readDer } from "../openapi/der";
import type { Cause } from "./finding";

/**
 * What is odd about the text of a key, apart from its contents: cut off where line breaks were lost, all on one line, or with
 * a heading that names another format than what follows (PKCS#8 for PKCS#1 or the reverse). Null when nothing is odd.
 */
export function describeKeyText(text: string): Cause | null {
  const plain = plainKeyText(text);
  const begins = plain.includes("-----BEGIN");
  const ends = plain.includes("-----END");
  // The rest of a key in an .env file whose other lines were taken for separate variables.
  if (begins !== ends) return "key_cut";
  const body = plain.replace(/-----[^-]*-----/g, "").replace(/\s+/g, "");
  const der = decodeBase64(body);
  if (!der) return begins && body === "" ? "key_cut" : null;
  const outer = readDer(der);
  if (!outer) return "key_cut";
  if (!begins) return null;
  const isPkcs1Label = /BEGIN RSA (PRIVATE|PUBLIC) KEY/.test(plain);
  if (isPkcs1Label !== isPkcs1(outer.content, plain.includes("PRIVATE"))) return "key_mislabelled";
  return plain.includes("\n") ? null : "key_on_one_line";
}

/** PKCS#1 begins with its numbers: a private one 0 and the modulus, a public one the modulus; the others with an algorithm. */
function isPkcs1(content: Buffer, isPrivate: boolean): boolean {
  const first = readDer(content);
  const second = first && isPrivate ? readDer(first.rest) : first;
  return second?.tag === 0x02;
}
