import { promisify } from "node:util";
import { crc32, deflateRawSync, inflateRaw } from "node:zlib";
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

export type ZipEntry = { name: string; bytes: Buffer };
export type ReadZip = { ok: true; entries: ZipEntry[] } | { ok: false; problem: string };

const inflate = promisify(inflateRaw);

/**
 * The files of an archive, by its central directory. Names are GBK unless their flag says UTF-8
 * (docs/wire/alipay-openapi.md §1.7). All files together are at most `maxBytes`, whatever the archive claims, and each one's
 * checksum is compared.
 */
export async function readZip(archive: Buffer, { maxBytes }: { maxBytes: number }): Promise<ReadZip> {
  try {
    const entries: ZipEntry[] = [];
    let left = maxBytes;
    for (const header of readDirectory(archive)) {
      if (header.size > left) throw new RangeError(`holds more than ${maxBytes} bytes`);
      const bytes = await extract(archive, header);
      left -= bytes.length;
      entries.push({ name: header.name, bytes });
    }
    return { ok: true, entries };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "is broken" };
  }
}

type Header = { name: string; method: number; crc: number; packedSize: number; size: number; offset: number };

/** Reading outside the archive throws a RangeError of Buffer's own. */
function readDirectory(archive: Buffer): Header[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new RangeError(`holds more than ${MAX_ENTRIES} files`);
  const headers: Header[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new RangeError("has a broken directory");
    const flags = archive.readUInt16LE(at + 8);
    if (flags & ENCRYPTED_FLAG) throw new RangeError("is encrypted");
    const nameLength = archive.readUInt16LE(at + 28);
    const rawName = archive.subarray(at + 46, at + 46 + nameLength);
    headers.push({
      name: (flags & UTF8_FLAG ? decodeUtf8(rawName) : decodeGbk(rawName)) ?? "",
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packedSize: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return headers;
}

function findEnd(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - 22 - MAX_COMMENT);
  for (let at = archive.length - 22; at >= earliest; at--) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw new RangeError("is no ZIP archive");
}

async function extract(archive: Buffer, { method, crc, packedSize, size, offset }: Header): Promise<Buffer> {
  if (archive.readUInt32LE(offset) !== LOCAL) throw new RangeError("has a broken file header");
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const packed = archive.subarray(start, start + packedSize);
  if (method !== STORED && method !== DEFLATED) throw new RangeError(`uses a method that is not read here (${method})`);
  const bytes = method === STORED ? packed : await inflate(packed, { maxOutputLength: Math.max(1, size) });
  if (bytes.length !== size || crc32(bytes) !== crc) throw new RangeError("holds a damaged file");
  return bytes;
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

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
