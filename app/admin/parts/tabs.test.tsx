import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { toCount } from "@/lib/shop/count";
import { Tabs } from "./tabs";

const tab = (key: string, count: ReturnType<typeof toCount> | null) => ({
  key,
  href: "/admin/orders" as const,
  name: key,
  count,
  loud: true,
});

test("an owner reads how many there are, up to 999; that there are more; and nothing where nobody counted", () => {
  const html = renderToStaticMarkup(
    <Tabs label="订单状态" current="a" tabs={[tab("a", toCount(999)), tab("b", toCount(1000)), tab("c", null), tab("d", toCount(0))]} />,
  );
  const shown = [...html.matchAll(/>([a-d])(?:<span[^>]*>([^<]*)<\/span>)?<\/a>/g)].map(([, name, count]) => [name, count]);
  expect(shown).toEqual([
    ["a", "999"],
    ["b", "999+"],
    ["c", undefined],
    ["d", "0"],
  ]);
  expect(html.match(/bg-brand text-white/g)).toHaveLength(2);
});
