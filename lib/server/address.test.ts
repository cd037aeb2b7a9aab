import { describe, expect, test } from "vitest";
import { isIn, networkKey, parseNetworks, turnKey, visitorKey } from "./address";

describe("whom a limit counts", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    // Some proxies add the port.
    ["203.0.113.7:51234", "203.0.113.7"],
    ["[2001:db8::1]:51234", "2001:db8:0:0::/64"],
    ["[2001:db8::1]", "2001:db8:0:0::/64"],
    ["::ffff:203.0.113.7:51234", "unknown"],
    ["", "unknown"],
    ["203.0.113.7, 10.0.0.1", "unknown"],
  ])("%s counts as %s", (address, key) => {
    expect(visitorKey(address)).toBe(key);
  });

  test("who walks through a /64 is still one visitor, and who rents a /24 is one network", () => {
    const addresses = Array.from({ length: 50 }, (_, i) => `2001:db8:1:2::${i.toString(16)}`);
    expect(new Set(addresses.map(visitorKey)).size).toBe(1);
    expect(networkKey("203.0.113.7")).toBe(networkKey("203.0.113.200"));
    expect(networkKey("203.0.113.7")).not.toBe(networkKey("203.0.112.7"));
  });
});

test.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["2001:db8:1:2:aaaa::1", "2001:db8:1::/48"],
  ["2001:db8:1:3::1", "2001:db8:1::/48"],
  ["2001:db8:2:2::1", "2001:db8:2::/48"],
  ["::1", "0:0:0::/48"],
  ["", "unknown"],
])("%s takes its turns as %s", (address, key) => {
  expect(turnKey(address)).toBe(key);
});

describe("networks as an owner configures them", () => {
  const networks = parseNetworks("127.0.0.0/8, 10.0.0.0/8,::1, fc00::/7");

  test.each(["127.0.0.1", "10.255.0.1", "::1", "::ffff:10.1.2.3", "fd12::1"])("hold %s", (address) => {
    expect(isIn(networks, address)).toBe(true);
  });

  test.each(["203.0.113.1", "11.0.0.1", "2001:db8::1", "", "localhost", undefined])("do not hold %s", (address) => {
    expect(isIn(networks, address)).toBe(false);
  });

  test.each(["10.0.0.0/33", "::1/129", "example.com", "10.0.0.0/x", "10.0.0/8"])("are refused as %s", (text) => {
    expect(() => parseNetworks(text)).toThrow(RangeError);
  });
});
