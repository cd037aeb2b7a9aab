import { visitorAlarm } from "@/lib/server/visitor-watch";
import { running } from "@/lib/shop/assembly/boot";
import { gatewayHealth } from "@/lib/shop/assembly/health";
import { readSelfCheck } from "@/lib/shop/assembly/self-check";
import { backupState } from "@/lib/shop/backups/watch-backups";
import { listContracts } from "@/lib/shop/contracts/list-contracts";
import { readSilence } from "@/lib/shop/contracts/read-silence";
import { readPictureRoom } from "@/lib/shop/refunds/pictures/picture-room";
import type { Shop } from "@/lib/shop/shop";
import { BackupAlarm } from "./backup-alarm";
import { ClockAlarm } from "./clock-alarm";
import { needsOwner } from "./contracts";
import { currentAlarms } from "./current-alarms";
import { SilenceAlarm } from "./silence-alarm";
import { VisitorAddresses } from "./visitor-addresses";

/** How the program and its contract do, for whoever can do something about it. */
export async function readMachine(shop: Shop) {
  const [check, contracts, alarms, silence, room] = await Promise.all([
    readSelfCheck(shop),
    listContracts(shop),
    currentAlarms(),
    readSilence(shop),
    readPictureRoom(shop),
  ]);
  const refused = alarms.map(({ contract }) => contract);
  const isBroken = check !== null && check.broken.length > 0;
  const isContractLoud = needsOwner(contracts, refused);
  const [health, gateway] = [running().worker?.health() ?? null, gatewayHealth(shop)];
  return { check, contracts, silence, room, refused, isBroken, isContractLoud, health, gateway };
}

export type Machine = Awaited<ReturnType<typeof readMachine>>;

type MachineAlarmsProps = { machine: Machine; skew: Parameters<typeof ClockAlarm>[0]["skew"] };

/** What is to be seen first of it. */
export function MachineAlarms({ machine: { silence }, skew }: MachineAlarmsProps) {
  return (
    <>
      <ClockAlarm skew={skew} />
      <SilenceAlarm since={silence} />
      <BackupAlarm state={backupState()} />
      <VisitorAddresses alarm={visitorAlarm()} />
    </>
  );
}
