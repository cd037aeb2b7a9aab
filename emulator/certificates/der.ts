/** Writes the few forms of ASN.1 DER that a certificate is made of (X.690). */

/** One value: its tag, its length, its contents. */
function value(tag: number, ...contents: Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = bytesOf(length);
  return [0x80 | bytes.length, ...bytes];
}

/** A number's bytes, the highest first, none of them a leading zero. */
function bytesOf(number: number): number[] {
  return number < 0x100 ? [number] : [...bytesOf(Math.floor(number / 0x100)), number % 0x100];
}

export const sequence = (...contents: Uint8Array[]) => value(0x30, ...contents);
export const set = (...contents: Uint8Array[]) => value(0x31, ...contents);
export const explicit = (number: number, ...contents: Uint8Array[]) => value(0xa0 | number, ...contents);
export const octetString = (bytes: Uint8Array) => value(0x04, bytes);
export const utf8String = (text: string) => value(0x0c, Buffer.from(text, "utf8"));
export const printableString = (text: string) => value(0x13, Buffer.from(text, "latin1"));
export const nullValue = () => value(0x05);
export const trueValue = () => value(0x01, Buffer.from([0xff]));

/** `unused` bits at the end of the last byte do not count. */
export const bitString = (bytes: Uint8Array, unused = 0) => value(0x03, Buffer.from([unused]), bytes);

/** A whole number that is not negative, from its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  // A high bit would make it negative.
  return (significant[0] ?? 0) >= 0x80 ? value(0x02, Buffer.from([0]), significant) : value(0x02, significant);
}

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const low = number % 0x80;
  const higher = number < 0x80 ? [] : base128(Math.floor(number / 0x80)).map((byte) => byte | 0x80);
  return [...higher, low];
}

/** An instant of the years 1950 to 2049. */
export function utcTime(date: Date): Buffer {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replaceAll(/[-T:]/g, "");
  return value(0x17, Buffer.from(`${digits.slice(2)}Z`, "latin1"));
}
