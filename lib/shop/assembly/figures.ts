import "server-only";
import { meterPool } from "@/lib/server/metrics/pool";
import { meterProcess } from "@/lib/server/metrics/process";
import { gauge, onRead } from "@/lib/server/metrics/registry";
import { circuitOf } from "../gateway/guard-gateway";
import { beginFigures } from "../metrics";
import { readDatabaseFigures } from "./database-figures";
import type { Shops } from "./get-shop";
import type { Running } from "./health";
import { checkFigure } from "./self-check";
import { contractFigure } from "./watch-contracts";

const worker = gauge("worker_loops", { help: "Kinds of work of this process, by how their loops are.", labels: ["state"] });
const reachable = gauge("gateway_reachable", {
  help: "1: Alipay answers this process, under the contract. 0: it does not, and is asked one question at a time.",
  labels: ["contract"],
});
const checkout = gauge("checkout_open", { help: "0: Alipay refuses the contract, so that nobody can pay. The same at every instance." });
const broken = gauge("invariants_broken", { help: "Sentences about the books that do not hold. The same at every instance." });
const skew = gauge("clock_skew_seconds", { help: "By how much this machine's clock is ahead of Alipay's or the database's." });

/** Has the figures of this process taken from now on: of its pools and its gateways, its worker and itself. Called once, at boot. */
export function takeFigures({ shop, noticeShop }: Shops, running: () => Running): void {
  beginFigures();
  meterPool(shop.pool, "shop");
  meterPool(noticeShop.pool, "notices");
  meterProcess();
  onRead("database", () => readDatabaseFigures(shop));
  onRead("standing", () => {
    const loops = running().worker?.health().loops ?? [];
    for (const state of ["well", "silent", "stuck"]) worker.set({ state }, loops.filter((loop) => loop.state === state).length);
    // Only which of the two it is: the contract's own name is nobody's business.
    for (const [index, gateway] of shop.gateways.all.entries()) {
      const state = circuitOf(gateway)?.state().state ?? "closed";
      reachable.set({ contract: index === 0 ? "current" : "previous" }, state === "closed" ? 1 : 0);
    }
    const contracts = contractFigure();
    if (contracts) checkout.set(contracts.payments === "open" ? 1 : 0);
    const check = checkFigure();
    if (check) broken.set(check.broken);
    skew.set((shop.clocks.skew()?.skewMs ?? 0) / 1000);
  });
}
