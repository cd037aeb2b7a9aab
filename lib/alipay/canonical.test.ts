import { expect, test } from "vitest";
import { sortedString, splitsOneWay, wapNotifyString } from "./canonical";

test("a sorted string leaves out what is empty and what is the signature itself", () => {
  const params = new Map([
    ["v", "2.0"],
    ["sign", "abc"],
    ["empty", ""],
    ["sign_type", "MD5"],
    ["_input_charset", "utf-8"],
    ["sec_id", "0001"],
  ]);
  expect(sortedString(params)).toBe("_input_charset=utf-8&sec_id=0001&v=2.0");
  expect(sortedString(params, { exclude: ["sign"] })).toBe("_input_charset=utf-8&sec_id=0001&sign_type=MD5&v=2.0");
});

test("names are sorted by code unit: capitals, then the underscore, then small letters", () => {
  const names = ["b", "B", "_", "a", "A", "aa", "a_"];
  expect(sortedString(names.map((name) => [name, "1"]))).toBe("A=1&B=1&_=1&a=1&a_=1&aa=1&b=1");
});

test("values are signed raw, whatever they hold", () => {
  expect(sortedString([["subject", "茶 & 果 = 100% +\n"]])).toBe("subject=茶 & 果 = 100% +\n");
});

test("a notice is signed in its fixed order and an extra parameter changes nothing", () => {
  const message = { notify_data: "<notify/>", whatever: "x", sec_id: "MD5", v: "1.0", service: "s" };
  expect(wapNotifyString(message)).toBe("service=s&v=1.0&sec_id=MD5&notify_data=<notify/>");
});

test("a message whose boundary was moved into a value is recognised, whichever field it is", () => {
  const genuine: [string, string][] = [
    ["out_trade_no", "8"],
    ["request_token", "requestToken"],
    ["result", "success"],
    ["trade_no", "2015"],
  ];
  expect(splitsOneWay(genuine)).toBe(true);
  for (let index = 0; index + 1 < genuine.length; index++) {
    const moved = genuine.map(([name, value]): [string, string] => [name, value]);
    const [swallowed] = moved.splice(index + 1, 1);
    const target = moved[index];
    if (target && swallowed) target[1] += `&${swallowed.join("=")}`;
    expect(sortedString(moved)).toBe(sortedString(genuine));
    expect(splitsOneWay(moved)).toBe(false);
  }
});

test("a boundary that was moved into a name is recognised too", () => {
  expect(splitsOneWay([["a=1&b", "2"]])).toBe(false);
  expect(splitsOneWay([["a[]", "2"]])).toBe(false);
  expect(splitsOneWay([["a", "Salt & Pepper = nice & more"]])).toBe(true);
});

test("an ampersand and an equals sign in a text are text, where no name could have stood", () => {
  const genuine = (subject: string): [string, string][] => [
    ["out_trade_no", "8"],
    ["sign", "x"],
    ["subject", subject],
    ["total_amount", "1.00"],
    ["version", "1.0"],
  ];
  for (const text of ["A&B=C", "a&b=c&d=e", "x&trade_no=9", "x&zone=9", "a=1&2=3"]) expect(splitsOneWay(genuine(text)), text).toBe(true);
  for (const text of ["x&sum=1", "A&B=C&title=9"]) expect(splitsOneWay(genuine(text)), text).toBe(false);
});

test("a parameter that is not signed, or empty, does not hide a boundary that was moved", () => {
  const swallowed: [string, string][] = [["result", "success&trade_no=2015"]];
  for (const name of ["sign", "sign_type"]) expect(splitsOneWay([...swallowed, [name, "x"]]), name).toBe(false);
  expect(splitsOneWay([...swallowed, ["s", ""]])).toBe(false);
  expect(
    splitsOneWay([
      ["a", "1&b=2"],
      ["alipay_cert_sn", "x"],
    ]),
  ).toBe(false);
});
