import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";
import { uint16, uint32 } from "@/lib/alipay/openapi/bill/zip";
import type { Cell } from "./cell";

/** A workbook of one sheet of texts and numbers (ECMA-376, Office Open XML), by hand over node:zlib: docs/decisions/0008. */

/** Rows that Excel reads. */
const MOST_ROWS = 1_048_576;
/** Characters of one cell that Excel reads. */
const MOST_CHARACTERS = 32_767;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const PARTS = {
  "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // Of its cells' two formats the second has two decimals, which is format 2 of every workbook (ECMA-376 Part 1, 18.8.30).
  "xl/styles.xml": `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/**
 * Writes a workbook, a piece at a time; what is given as a text is one, so that no spreadsheet rounds it or runs it as a formula. Only
 * the packed sheet is held in memory.
 * @throws {RangeError} for more rows than Excel reads
 */
export async function* writeXlsx(name: string, rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Uint8Array> {
  const workbook = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const entries: Entry[] = [];
  let offset = 0;
  for (const [path, xml] of [...Object.entries({ ...PARTS, "xl/workbook.xml": workbook }), ["xl/worksheets/sheet1.xml", rows] as const]) {
    const entry = { path, offset, ...(await pack(typeof xml === "string" ? [xml] : sheetOf(xml))) };
    const header = Buffer.concat([uint32(0x04034b50), shared(entry), Buffer.from(path)]);
    yield header;
    yield* entry.chunks;
    offset += header.length + entry.packedSize;
    entries.push(entry);
  }
  const index = Buffer.concat(
    entries.flatMap((entry) => [
      uint32(0x02014b50),
      uint16(20),
      shared(entry),
      Buffer.alloc(10),
      uint32(entry.offset),
      Buffer.from(entry.path),
    ]),
  );
  const count = uint16(entries.length);
  yield Buffer.concat([index, uint32(0x06054b50), Buffer.alloc(4), count, count, uint32(index.length), uint32(offset), uint16(0)]);
}

async function* sheetOf(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  let row = 0;
  for await (const cells of rows) {
    if (++row > MOST_ROWS) throw new RangeError(`more than ${MOST_ROWS} rows`);
    yield `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${row}`)).join("")}</row>`;
  }
  yield "</sheetData></worksheet>";
}

function cellXml(text: Cell, reference: string): string {
  if (typeof text !== "string") return `<c r="${reference}" s="${text.decimals === 2 ? 1 : 0}"><v>${escapeXml(text.number)}</v></c>`;
  if (text === "") return "";
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(escapeString(text.slice(0, MOST_CHARACTERS)))}</t></is></c>`;
}

/** A text that looks like the number of a character would be read as that one (ECMA-376 Part 1, 22.9.2.19 ST_Xstring). */
function escapeString(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/** Characters that XML 1.0 cannot hold become a blank; \r\n becomes \n. */
function escapeXml(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (character === "\n" || character === "\t" ? character : " "))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}

type Packed = { chunks: Buffer[]; crc: number; size: number; packedSize: number };
type Entry = Packed & { path: string; offset: number };

async function pack(pieces: Iterable<string> | AsyncIterable<string>): Promise<Packed> {
  const deflater = createDeflateRaw();
  const chunks: Buffer[] = [];
  deflater.on("data", (chunk: Buffer) => chunks.push(chunk));
  let [crc, size] = [0, 0];
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece);
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflater.write(bytes)) await once(deflater, "drain");
  }
  deflater.end();
  await once(deflater, "end");
  return { chunks, crc, size, packedSize: chunks.reduce((sum, chunk) => sum + chunk.length, 0) };
}

/** What a file's header and its directory entry share: version, names in UTF-8, deflated, no date. */
function shared({ path, crc, packedSize, size }: Entry): Buffer {
  const fixed = [uint16(20), uint16(0x800), uint16(8), uint16(0), uint16(0x21)];
  return Buffer.concat([...fixed, uint32(crc), uint32(packedSize), uint32(size), uint16(Buffer.byteLength(path)), uint16(0)]);
}
