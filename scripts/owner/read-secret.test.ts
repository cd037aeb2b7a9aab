import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readSecret } from "./read-secret";

function keyboard(...typed: string[]) {
  const shown: string[] = [];
  const stream = new PassThrough();
  for (const text of typed) stream.write(text);
  return { stream, shown, screen: { write: (text: string) => shown.push(text) } };
}

test("what the owner types is read and not shown, with what was rubbed out gone", async () => {
  const { stream, screen, shown } = keyboard("wrong", "\u0015", "长密码", "x\u007f", "!\r", "the next line\n");
  expect(await readSecret("Password: ", stream, screen)).toBe("长密码!");
  expect(await readSecret("Again: ", stream, screen)).toBe("the next line");
  expect(shown.join("")).toBe("Password: \nAgain: \n");
});

test.each([
  ["ctrl-c", "abc\u0003"],
  ["ctrl-d", "\u0004"],
])("an owner who presses %s has changed nothing", async (_name, typed) => {
  const { stream, screen } = keyboard(typed);
  await expect(readSecret("Password: ", stream, screen)).rejects.toThrow("Nothing was changed");
});

test("a pipe that ends without a line has changed nothing", async () => {
  const { stream, screen } = keyboard("half a pass");
  stream.end();
  await expect(readSecret("Password: ", stream, screen)).rejects.toThrow("Nothing was changed");
});
