/** The little of DER (X.690) that certificates need: reading one element, writing elements. */

export type DerElement = { tag: number; content: Buffer; rest: Buffer };

/** The element at the start of `bytes`, and what follows it; null unless it is DER of definite length. */
export function readDer(bytes: Buffer): DerElement | null {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return null;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length < start + length) return null;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

/** An element around its parts. */
export function writeDer(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(content.length.toString(16).padStart(8, "0"), "hex");
  const used = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | used.length]), used, content]);
}

/** "1.2.840.113549.1.1.11" from the content of an OBJECT IDENTIFIER. */
export function readOid(content: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...others] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...others].join(".");
}

/** An OBJECT IDENTIFIER of at least two arcs. */
export function writeOid(oid: string): Buffer {
  const [top = 0, second = 0, ...others] = oid.split(".").map(Number);
  return writeDer(0x06, Buffer.from([top * 40 + second, ...others].flatMap(base128)));
}

/** An INTEGER that is not negative. */
export function writeInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  // A leading bit would make it negative.
  return writeDer(0x02, Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex"));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
