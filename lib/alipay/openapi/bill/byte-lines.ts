/** No bill has longer lines. */
const MAX_LINE_BYTES = 64 * 1024;

/**
 * The lines of a file that comes in pieces, each as a text with one character for each byte (latin1) and without its line
 * break. No byte of a longer character is a line break, a comma or a quote, neither in GB18030 nor in UTF-8, so that a file
 * can be taken apart before anybody knows its charset.
 * @throws {RangeError} for a line that is longer than any bill's
 */
export async function* byteLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield checked(line);
    checked(rest);
  }
  if (rest !== "") yield checked(rest);
}

function checked(line: string): string {
  if (line.length > MAX_LINE_BYTES) throw new RangeError(`has a line of more than ${MAX_LINE_BYTES} bytes`);
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
