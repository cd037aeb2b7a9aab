import type { Channel, Fault, FaultMatch, FaultName, FaultRule } from "../ledger/fault-rule";
import type { World } from "../world/world";

/** Where a fault could strike, to be matched against the rules. */
export type Where = { channel: Channel; service: string; outTradeNo: string | null };

/**
 * The first matching rule of one of these names, which then strikes once less; null when there is none. Rules are tried
 * in the order in which they were set.
 */
export function takeFault<Name extends FaultName>(
  world: World,
  where: Where,
  names: readonly Name[],
): Extract<Fault, { fault: Name }> | null {
  for (const rule of world.ledger.all("fault")) {
    if (!isNamed(rule, names) || !matches(rule.match, where)) continue;
    if (rule.left !== null && rule.left <= 1) world.ledger.remove("fault", rule.id);
    else if (rule.left !== null) world.ledger.put("fault", rule.id, { ...rule, left: rule.left - 1 });
    return rule;
  }
  return null;
}

function isNamed<Name extends FaultName>(rule: FaultRule, names: readonly Name[]): rule is FaultRule & Extract<Fault, { fault: Name }> {
  return (names as readonly string[]).includes(rule.fault);
}

function matches(match: FaultMatch, where: Where): boolean {
  return (
    (match.channel === undefined || match.channel === where.channel) &&
    (match.service === undefined || match.service === where.service) &&
    (match.out_trade_no === undefined || match.out_trade_no === where.outTradeNo)
  );
}
