import { SaxesParser } from "saxes";
import type { ZippedFile } from "@/lib/alipay/openapi/bill/zip";
import { SheetError } from "./sheet";

/** Tags inside each other; a workbook has some ten. */
const MAX_DEPTH = 100;

type Handlers = {
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/**
 * Reads a part of a workbook a piece at a time. Names come without their prefix; entities of the file's own are not expanded but refused.
 * @throws {SheetError} for tags inside each other without end, and whatever the parser throws at XML that is none
 */
export async function parseXml(file: ZippedFile, { open, close, text }: Handlers): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const bare = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("error", (error) => {
    throw error;
  });
  let depth = 0;
  parser.on("opentag", ({ name, attributes }) => {
    // The parser keeps each tag that is open: twenty million of them fit into what a workbook may unpack to.
    if (++depth > MAX_DEPTH) throw new SheetError("no_workbook");
    open?.(bare(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    close?.(bare(name));
  });
  parser.on("text", (piece) => text?.(piece));
  for await (const chunk of file.chunks()) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}
