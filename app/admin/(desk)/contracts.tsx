import type { ContractStanding, ContractUse } from "@/lib/shop/contracts/list-contracts";
import { Badge, type Tone } from "../parts/badge";
import { Section } from "../parts/section";
import { Time } from "../parts/time";
import { contractText as text } from "./contract-text";

const TONE: Record<ContractStanding, Tone> = { current: "ok", leaving: "wait", gone: "act" };

/** Whether a contract that is still needed is not configured, or one is refused by Alipay. */
export function needsOwner(contracts: readonly ContractUse[], refused: readonly string[]): boolean {
  return refused.length > 0 || contracts.some(({ standing }) => standing === "gone");
}

type ContractsProps = { contracts: readonly ContractUse[]; refused: readonly string[] };

/**
 * The contracts, while there is more to say of them than that there is one: what the old one is still needed for, and which one
 * Alipay refuses (`refused`).
 */
export function Contracts({ contracts, refused }: ContractsProps) {
  if (contracts.length < 2 && refused.length === 0) return null;
  return (
    <Section id="contracts" title={text.title} tone={needsOwner(contracts, refused) ? "loud" : "plain"}>
      <ul className="divide-y divide-line text-sm">
        {contracts.map((use) => (
          <li key={use.contract} className="py-3 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-2">
              <code className="break-all">{use.contract}</code>
              <Badge tone={TONE[use.standing]}>{text.standing[use.standing]}</Badge>
              {refused.includes(use.contract) && <Badge tone="bad">{text.refusing}</Badge>}
            </p>
            {use.standing !== "current" && <Needed use={use} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Needed({ use: { standing, openPayments, openRefunds, lastPaidAt } }: { use: ContractUse }) {
  const isOpen = openPayments + openRefunds > 0;
  return (
    <>
      {isOpen && <p className="mt-1 font-medium text-brand-deep">{text.open(openPayments, openRefunds)}</p>}
      <p className="mt-1 text-ink-2">{standing === "gone" ? text.putBack : isOpen ? text.keep : text.mayGo}</p>
      {standing === "leaving" && lastPaidAt && (
        <p className="mt-1 text-ink-2">
          {text.lastPaidAt} <Time at={lastPaidAt} />
          {text.lastPaidHint}
        </p>
      )}
    </>
  );
}
