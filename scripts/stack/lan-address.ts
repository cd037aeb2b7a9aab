import { networkInterfaces } from "node:os";

/** Bridges and tunnels of containers, virtual machines and VPNs: no phone is behind them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|utun|wg|tailscale|zt|ifb)/i;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** Returns this machine's address in its local network (RFC 1918), where a phone can reach it, or null. */
export function lanAddress(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): string | null {
  for (const [name, addresses = []] of Object.entries(interfaces)) {
    if (VIRTUAL.test(name)) continue;
    const found = addresses.find(({ family, internal, address }) => family === "IPv4" && !internal && PRIVATE.test(address));
    if (found) return found.address;
  }
  return null;
}
