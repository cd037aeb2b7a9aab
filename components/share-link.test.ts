import { expect, test } from "vitest";
import { shareLink } from "./share-link";

const GOODS = { title: "明前龙井", url: "https://shop.example.com/products/longjing" };
const noPage = {} as Document;

function phone({ share, canCopy = true }: { share?: () => Promise<void>; canCopy?: boolean }) {
  const copied: string[] = [];
  const writeText = async (text: string) => {
    if (!canCopy) throw new Error("refused");
    copied.push(text);
  };
  return { copied, navigator: { clipboard: { writeText }, ...(share && { share }) } };
}

const failing = (name: string) => async () => {
  throw Object.assign(new Error(name), { name });
};

test("a shopper shares by the phone's own sheet, and closing it copies nothing", async () => {
  for (const share of [async () => {}, failing("AbortError")]) {
    const { navigator, copied } = phone({ share });
    expect(await shareLink(GOODS, navigator, noPage)).toBe("told");
    expect(copied).toEqual([]);
  }
});

test.each([undefined, failing("NotAllowedError")])(
  "a shopper whose browser has no sheet, or opens none, gets the link copied",
  async (share) => {
    const { navigator, copied } = phone({ ...(share && { share }) });
    expect(await shareLink(GOODS, navigator, noPage)).toBe("copied");
    expect(copied).toEqual([GOODS.url]);
  },
);

test("a shopper whose browser copies nothing either is told so", async () => {
  const page = {
    createElement: () => ({ style: {}, select() {}, setSelectionRange() {}, remove() {} }),
    body: { append() {} },
    execCommand: () => false,
  };
  expect(await shareLink(GOODS, phone({ canCopy: false }).navigator, page as unknown as Document)).toBe("failed");
});
