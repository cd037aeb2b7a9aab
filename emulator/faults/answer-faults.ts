import type { World } from "../world/world";
import { takeFault, type Where } from "./take-fault";

/** Thrown instead of an answer: the server cuts the connection. In a test it rejects, as fetch would. */
export class ConnectionReset extends Error {
  override name = "ConnectionReset" as const;
  constructor() {
    super("the emulator cut the connection");
  }
}

const BEFORE_WORK = ["hang", "reset", "http-error", "garbage", "system-error"] as const;

type Answers = {
  signal: AbortSignal;
  systemError: () => Response;
  /** How this place refuses with a code. Without it the fault "refuse" does not apply here. */
  refuse?: (code: string) => Response;
  work: () => Promise<Response>;
};

/** The answer of `work`, unless a fault is set for this place. */
export async function underFaults(world: World, where: Where, answers: Answers): Promise<Response> {
  const { signal, systemError, refuse, work } = answers;
  const refused = refuse ? takeFault(world, where, ["refuse"]) : null;
  if (refuse && refused) return refuse(refused.code);
  const fault = takeFault(world, where, BEFORE_WORK);
  switch (fault?.fault) {
    case "hang":
      return hang(signal);
    case "reset":
      throw new ConnectionReset();
    case "http-error":
      return new Response("<html><body><h1>Service Unavailable</h1></body></html>", {
        status: fault.status,
        headers: { "content-type": "text/html" },
      });
    case "garbage":
      return new Response("\u0000\uFFFD<<<%%%&&&=", { headers: { "content-type": "text/html; charset=utf-8" } });
    case "system-error":
      return systemError();
    default:
      return losingTheAnswer(world, where, { signal, work });
  }
}

async function losingTheAnswer(
  world: World,
  where: Where,
  { signal, work }: { signal: AbortSignal; work: () => Promise<Response> },
): Promise<Response> {
  const lost = takeFault(world, where, ["lose-answer"]);
  const answer = await work();
  if (!lost) return answer;
  await world.ledger.written();
  if (lost.how === "hang") return hang(signal);
  throw new ConnectionReset();
}

/** Ends only when the caller hangs up. */
function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const hangUp = () => reject(new ConnectionReset());
    if (signal.aborted) hangUp();
    else signal.addEventListener("abort", hangUp, { once: true });
  });
}
