import type { ContractStanding } from "@/lib/shop/contracts/list-contracts";

/** Every word about the contracts with Alipay. */
export const contractText = {
  title: "支付宝合约",
  standing: { current: "现用", leaving: "换下中", gone: "没有配置" } satisfies Record<ContractStanding, string>,
  open: (payments: number, refunds: number) =>
    [payments > 0 && `${payments} 笔付款还没有结果`, refunds > 0 && `${refunds} 笔退款还没有办完`].filter(Boolean).join("，"),
  keep: "请先保留这份合约的配置，系统会用它把这些办完。",
  mayGo: "没有未了结的付款和退款了，可以停用。",
  putBack: "系统无法查询这些付款和退款的结果，也不会用别的合约重做。请把这份合约配回去（ALIPAY_PREVIOUS_…）并重启。",
  lastPaidAt: "最近一笔还能退的收款：",
  lastPaidHint: "。停用后，这份合约收的款只能到支付宝商家中心退。",
};
