import { expect, test } from "vitest";
import { openZip, writeZip, type ZipEntry } from "./zip";

type ReadZip = { ok: true; entries: ZipEntry[] } | { ok: false; problem: string };

/** Opens an archive and unpacks all of it. */
async function readZip(bytes: Buffer, limits: { maxBytes: number }): Promise<ReadZip> {
  const zip = openZip(bytes, limits);
  if (!zip.ok) return zip;
  const entries: ZipEntry[] = [];
  try {
    for (const { name, chunks } of zip.files) {
      const parts: Buffer[] = [];
      for await (const chunk of chunks()) parts.push(chunk);
      entries.push({ name, bytes: Buffer.concat(parts) });
    }
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return { ok: false, problem: String(error) };
  }
  return { ok: true, entries };
}

const files = [
  { name: "账单_业务明细.csv", bytes: Buffer.from("内容".repeat(1_000)) },
  { name: "empty.csv", bytes: Buffer.alloc(0) },
];
const archive = writeZip(files);

function changed(at: number, value: number): Buffer {
  const copy = Buffer.from(archive);
  copy[at] = value;
  return copy;
}

test("files come out of an archive as they went in, their Chinese names too", async () => {
  expect(await readZip(archive, { maxBytes: 10_000 })).toEqual({ ok: true, entries: files });
  const withComment = Buffer.concat([archive.subarray(0, -2), Buffer.from([3, 0]), Buffer.from("end")]);
  expect(await readZip(withComment, { maxBytes: 10_000 })).toMatchObject({ ok: true });
});

test("an archive that unpacks to more than is wanted is refused, whatever it claims", async () => {
  expect(await readZip(archive, { maxBytes: 5_999 })).toMatchObject({ ok: false });
  const bomb = writeZip([{ name: "a", bytes: Buffer.alloc(1_000_000) }]);
  const central = bomb.indexOf("PK\x01\x02", 0, "latin1");
  bomb.writeUInt32LE(10, central + 24);
  expect(await readZip(bomb, { maxBytes: 5_000 })).toMatchObject({ ok: false });
});

test("what is cut off, damaged, encrypted or no archive is refused", async () => {
  const central = archive.indexOf("PK\x01\x02", 0, "latin1");
  const broken = [
    Buffer.alloc(0),
    Buffer.from("<html/>"),
    archive.subarray(40),
    archive.subarray(0, -1),
    changed(60, 0xff),
    changed(0, 0),
    changed(central, 0),
    changed(central + 8, 1),
    changed(central + 10, 12),
    changed(archive.length - 12, 0xff),
  ];
  for (const bytes of broken) expect(await readZip(bytes, { maxBytes: 10_000 })).toMatchObject({ ok: false });
});

test("no change of one byte makes it hold something else", async () => {
  const bytes = Buffer.from("内容");
  const small = writeZip([{ name: "a.csv", bytes }]);
  for (let at = 0; at < small.length; at++) {
    const damaged = Buffer.from(small);
    damaged[at] = (small[at] ?? 0) ^ 0x55;
    const read = await readZip(damaged, { maxBytes: 10_000 });
    if (read.ok) expect(read.entries.every((entry) => entry.bytes.equals(bytes))).toBe(true);
  }
});

test("files whose sizes stand behind them, as those who write in one go do it, are read by the directory", async () => {
  const bytes = Buffer.from("内容".repeat(50));
  const whole = writeZip([{ name: "a.csv", bytes }]);
  const central = whole.indexOf("PK\x01\x02", 0, "latin1");
  const local = Buffer.from(whole.subarray(0, central));
  const sizes = Buffer.concat([Buffer.from("PK\x07\x08", "latin1"), local.subarray(14, 26)]);
  local.writeUInt16LE(8, 6);
  local.fill(0, 14, 26);
  const rest = Buffer.from(whole.subarray(central));
  rest.writeUInt16LE(8, 8);
  rest.writeUInt32LE(central + sizes.length, rest.length - 6);
  expect(await readZip(Buffer.concat([local, sizes, rest]), { maxBytes: 10_000 })).toEqual({
    ok: true,
    entries: [{ name: "a.csv", bytes }],
  });
});

test("an archive of 64-bit sizes is refused with a word that says so", async () => {
  const end = Buffer.from(archive);
  end.writeUInt16LE(0xffff, archive.length - 12);
  const directory = Buffer.from(archive);
  directory.writeUInt32LE(0xffffffff, archive.indexOf("PK\x01\x02", 0, "latin1") + 24);
  for (const bytes of [end, directory])
    expect(openZip(bytes, { maxBytes: 10_000 })).toMatchObject({ problem: expect.stringContaining("ZIP64") });
});

test("a long file comes in pieces, as often as it is asked for", async () => {
  const bytes = Buffer.from("0123456789".repeat(100_000));
  const zip = openZip(writeZip([{ name: "long.csv", bytes }]), { maxBytes: bytes.length });
  const [file] = zip.ok ? zip.files : [];
  for (let times = 0; times < 2; times++) {
    const lengths: number[] = [];
    for await (const chunk of file?.chunks() ?? []) lengths.push(chunk.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(64 * 1024);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
  }
});
