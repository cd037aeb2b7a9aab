import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

describe("a request to an address that somebody typed", () => {
  test.each(["1.1.1.1", "8.8.8.8", "47.96.0.1", "172.32.0.1", "192.167.1.1", "2400:3200::1", "2606:4700::1111"])(
    "%s goes out to the internet",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    ...["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254"],
    ...["192.0.0.192", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255"],
    ...["::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::1", "64:ff9b::7f00:1"],
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "fe80::1%eth0", "localhost", ""],
  ])("%s goes nowhere", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
