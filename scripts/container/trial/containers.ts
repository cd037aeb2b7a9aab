// The containers of the composed shop: who is well, who runs as whom, and what stands in for systemd.
import { setTimeout as wait } from "node:timers/promises";
import type { Engine } from "./engine";

const LOOK_EVERY_MS = 500;

export type Service = "database" | "prepare" | "shop-1" | "shop-2" | "caddy" | "alipay";

export function nameOf(service: Service): string {
  return `xiaopu-${service}-1`;
}

/** What `podman inspect` says of it, by a template of Go. */
export async function inspect({ podman }: Engine, service: Service, template: string): Promise<string> {
  return (await podman("inspect", "--format", template, nameOf(service))).trim();
}

export function healthOf(engine: Engine, service: Service): Promise<string> {
  return inspect(engine, service, "{{.State.Healthcheck.Status}}");
}

/** Returns the seconds that it took. @throws {Error} when it takes longer than `patienceS` */
export async function untilHealthIs(engine: Engine, service: Service, wanted: string, patienceS = 120): Promise<number> {
  const since = performance.now();
  const passed = () => (performance.now() - since) / 1000;
  while ((await healthOf(engine, service)) !== wanted) {
    if (passed() > patienceS) throw new Error(`${service} is not ${wanted} after ${patienceS} s`);
    await wait(LOOK_EVERY_MS);
  }
  return passed();
}

/** Asks for the health of each container as often as it wants to be asked: systemd's timers do that where there is systemd. */
export async function keepAskingForHealth(engine: Engine, signal: AbortSignal): Promise<void> {
  const { podman } = engine;
  const asked = new Map<string, number>();
  while (!signal.aborted) {
    const names = (await podman("ps", "--format", "{{.Names}}").catch(() => "")).split("\n").filter(Boolean);
    for (const name of names) {
      const config = await podman("inspect", "--format", "{{json .Config.Healthcheck}}", name).catch(() => "null");
      const interval: number = (JSON.parse(config.trim() || "null")?.Interval ?? 0) / 1e6;
      if (interval === 0 || performance.now() - (asked.get(name) ?? -Infinity) < interval) continue;
      asked.set(name, performance.now());
      void podman("healthcheck", "run", name).catch(() => {}); // a failure is in the container's own state
    }
    await wait(LOOK_EVERY_MS);
  }
}
