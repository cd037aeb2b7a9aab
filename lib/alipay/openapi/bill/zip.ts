import { crc32, createInflateRaw, deflateRawSync } from "node:zlib";
import { decodeGbk, encodeGbk } from "../../gbk";
import { decodeUtf8 } from "../../utf8";

/** As much of the ZIP format (PKWARE APPNOTE 6.3) as a bill uses: no encryption, no parts, no 64-bit sizes. */

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 0x1;
const UTF8_FLAG = 0x800;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 16;
/** What stands in the place of a number that only a 64-bit field holds. */
const IN_64_BITS = { short: 0xffff, long: 0xffffffff };
const CHUNK_BYTES = 64 * 1024;

export type ZipEntry = { name: string; bytes: Buffer };
/**
 * A file of an archive, unpacked in pieces anew each time that `chunks` is called. What is damaged throws a RangeError, at
 * the last piece at the latest.
 */
export type ZippedFile = { name: string; size: number; chunks: () => AsyncGenerator<Buffer> };
export type OpenedZip = { ok: true; files: ZippedFile[] } | { ok: false; problem: string };

/**
 * Opens an archive by its central directory; nothing is unpacked yet. Names are GBK unless their flag says UTF-8
 * (docs/wire/alipay-openapi.md §1.7). All files together are at most `maxBytes`, and none gives more than it claims.
 */
export function openZip(archive: Buffer, { maxBytes, maxFiles = MAX_ENTRIES }: { maxBytes: number; maxFiles?: number }): OpenedZip {
  try {
    const headers = readDirectory(archive, maxFiles);
    const total = headers.reduce((sum, { size }) => sum + size, 0);
    if (total > maxBytes) throw new RangeError(`holds more than ${maxBytes} bytes`);
    return { ok: true, files: headers.map((header) => ({ name: header.name, size: header.size, chunks: () => unpack(archive, header) })) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "is broken" };
  }
}

type Header = { name: string; method: number; crc: number; packedSize: number; size: number; offset: number };

/** Reading outside the archive throws a RangeError of Buffer's own. */
function readDirectory(archive: Buffer, maxFiles: number): Header[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  const start = archive.readUInt32LE(end + 16);
  if (count === IN_64_BITS.short || start === IN_64_BITS.long) throw new RangeError("is a 64-bit archive (ZIP64), which is not read here");
  if (count > maxFiles) throw new RangeError(`holds more than ${maxFiles} files`);
  const headers: Header[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new RangeError("has a broken directory");
    headers.push(readHeader(archive, at));
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return headers;
}

function readHeader(archive: Buffer, at: number): Header {
  const flags = archive.readUInt16LE(at + 8);
  if (flags & ENCRYPTED_FLAG) throw new RangeError("is encrypted");
  const rawName = archive.subarray(at + 46, at + 46 + archive.readUInt16LE(at + 28));
  const [packedSize, size, offset] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24), archive.readUInt32LE(at + 42)];
  if ([packedSize, size, offset].includes(IN_64_BITS.long)) throw new RangeError("has sizes of 64 bits (ZIP64), which are not read here");
  return {
    name: (flags & UTF8_FLAG ? decodeUtf8(rawName) : decodeGbk(rawName)) ?? "",
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packedSize,
    size,
    offset,
  };
}

function findEnd(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - 22 - MAX_COMMENT);
  for (let at = archive.length - 22; at >= earliest; at--) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw new RangeError("is no ZIP archive");
}

async function* unpack(archive: Buffer, { method, crc, packedSize, size, offset }: Header): AsyncGenerator<Buffer> {
  if (archive.readUInt32LE(offset) !== LOCAL) throw new RangeError("has a broken file header");
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const packed = archive.subarray(start, start + packedSize);
  if (method !== STORED && method !== DEFLATED) throw new RangeError(`uses a method that is not read here (${method})`);
  let [seen, sum] = [0, 0];
  for await (const chunk of method === STORED ? pieces(packed) : inflate(packed)) {
    seen += chunk.length;
    if (seen > size) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (seen !== size || sum !== crc) throw new RangeError("holds a damaged file");
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

async function* inflate(packed: Buffer): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: CHUNK_BYTES });
  inflater.end(packed);
  try {
    for await (const chunk of inflater) yield chunk;
  } catch (error) {
    throw new RangeError("holds a damaged file", { cause: error });
  }
}

/** The gateway's side: an archive with GBK names and without the UTF-8 flag, as Alipay's are. */
export function writeZip(entries: ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const rawName = encodeGbk(name);
    const packed = deflateRawSync(bytes);
    const shared = sharedHeader({ crc: crc32(bytes), packedSize: packed.length, size: bytes.length, nameLength: rawName.length });
    const local = Buffer.concat([uint32(LOCAL), shared, rawName, packed]);
    directory.push(uint32(CENTRAL), uint16(20), shared, Buffer.alloc(10), uint32(offset), rawName);
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = uint16(entries.length);
  const end = Buffer.concat([uint32(END), Buffer.alloc(4), count, count, uint32(index.length), uint32(offset), uint16(0)]);
  return Buffer.concat([...files, index, end]);
}

/** The fields that a file's header and its directory entry share; without a date, so that equal bills give equal bytes. */
function sharedHeader(file: { crc: number; packedSize: number; size: number; nameLength: number }): Buffer {
  const versionFlagsMethodTime = [uint16(20), uint16(0), uint16(DEFLATED), uint16(0), uint16(0x21)];
  return Buffer.concat([
    ...versionFlagsMethodTime,
    uint32(file.crc),
    uint32(file.packedSize),
    uint32(file.size),
    uint16(file.nameLength),
    uint16(0),
  ]);
}

/** A number of a ZIP file as its two bytes. */
export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** … as its four bytes. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
