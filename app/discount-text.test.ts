import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { couponInWords, tiersInWords } from "./discount-text";

test("who reads English reads from which sum on something comes off, and how much", () => {
  inLanguage("en", () => {
    const tiers = [
      { fromFen: 10000, offFen: 1000 },
      { fromFen: 20000, offFen: 3000 },
    ];
    expect(tiersInWords(tiers)).toBe("¥10 off when you spend ¥100, ¥30 off when you spend ¥200");
    expect(couponInWords({ fromFen: 5000, off: { kind: "sum", offFen: 500 } })).toBe("¥5 off when you spend ¥50");
    expect(couponInWords({ fromFen: 0, off: { kind: "sum", offFen: 500 } })).toBe("¥5 off");
    const percent = { kind: "percent", payPercent: 85, mostFen: 2000 } as const;
    expect(couponInWords({ fromFen: 5000, off: percent })).toBe("15% off when you spend ¥50, ¥20 at most");
    expect(couponInWords({ fromFen: 0, off: percent })).toBe("15% off, ¥20 at most");
  });
});
