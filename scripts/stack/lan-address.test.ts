import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { lanAddress } from "./lan-address";

const at = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: "IPv4", netmask: "255.255.255.0", mac: "00:00:00:00:00:00", cidr: `${address}/24` },
];

test("a phone is shown the address of the local network", () => {
  expect(lanAddress({ lo: at("127.0.0.1", true), wlan0: at("192.168.3.7") })).toBe("192.168.3.7");
  expect(lanAddress({ en0: at("10.0.0.9") })).toBe("10.0.0.9");
  expect(lanAddress({ eth0: at("172.31.1.2") })).toBe("172.31.1.2");
});

test("a phone is never sent to a container's bridge, a tunnel, or an address of the internet", () => {
  expect(lanAddress({ docker0: at("172.17.0.1"), "br-1f": at("172.18.0.1"), wg0: at("10.8.0.2"), utun3: at("10.9.0.2") })).toBeNull();
  expect(lanAddress({ eth0: at("192.0.2.2"), eth1: at("172.32.0.1"), eth2: at("203.0.113.4") })).toBeNull();
});
