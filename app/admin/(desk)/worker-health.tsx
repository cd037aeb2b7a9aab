import type { GatewayHealth } from "@/lib/shop/assembly/health";
import type { WorkerHealth as Health } from "@/lib/shop/assembly/worker";
import type { Count } from "@/lib/shop/count";
import { Time } from "../parts/time";
import { text } from "./text";

type WorkerHealthProps = { health: Health | null; gateway: GatewayHealth; overdue: Count };

/** Whether time-driven work gets done: by this instance's worker, and by all instances, from rows that wait too long. */
export function WorkerHealth({ health, gateway, overdue }: WorkerHealthProps) {
  const loops = health?.loops ?? [];
  const silent = loops.filter(({ state }) => state !== "well").map(({ name }) => text.workNames[name] ?? name);
  const beats = loops.flatMap(({ beat }) => (beat ? [beat.getTime()] : []));
  return (
    <div className="text-sm">
      {health?.isWell ? (
        <p className="font-medium text-ok">{text.workerOk}</p>
      ) : (
        <p className="font-medium text-brand-deep">{text.workerSilent(silent)}</p>
      )}
      {overdue !== 0 && <p className="mt-1 text-brand-deep">{text.workerLate(overdue)}</p>}
      <p className="mt-1 text-ink-3">
        {text.workerBeat} <Time at={beats.length > 0 ? new Date(Math.max(...beats)) : null} />
      </p>
      <GatewayState gateway={gateway} />
    </div>
  );
}

function GatewayState({ gateway }: { gateway: GatewayHealth }) {
  if (gateway.state === "closed") return <p className="mt-1 text-ink-3">{text.gatewayOk}</p>;
  return (
    <div className="mt-2">
      <p className="font-medium text-brand-deep">
        {text.gatewayDown} <Time at={gateway.since} />
      </p>
      <p className="mt-1 text-ink-3">{text.gatewayDownHint}</p>
    </div>
  );
}
