import type { ContractStanding } from "@/lib/shop/contracts/list-contracts";
import type { ContractAlarm } from "@/lib/shop/contracts/standing";

type ContractCause = NonNullable<ContractAlarm["cause"]>;

/** Every word about the contracts with Alipay. */
export const contractText = {
  title: "支付宝合约",
  refusing: "支付宝拒绝，或应答验证不了",
  standing: { current: "现用", leaving: "换下中", gone: "没有配置" } satisfies Record<ContractStanding, string>,
  open: (payments: number, refunds: number) =>
    [payments > 0 && `${payments} 笔付款还没有结果`, refunds > 0 && `${refunds} 笔退款还没有办完`].filter(Boolean).join("，"),
  keep: "请先保留这份合约的配置，系统会用它把这些办完。",
  mayGo: "没有未了结的付款和退款了，可以停用。",
  putBack: "系统无法查询这些付款和退款的结果，也不会用别的合约重做。请把这份合约配回去（ALIPAY_PREVIOUS_…）并重启。",
  lastPaidAt: "最近一笔还能退的收款：",
  lastPaidHint: "。停用后，这份合约收的款只能到支付宝商家中心退。",
};

type Sentences = { says: string; change: string };

const REFUSED: Record<ContractCause, Sentences> = {
  own_key: {
    says: "支付宝验证不了本店的签名：配置的私钥与上传到支付宝的公钥不是一对（MD5 方式：密钥不对）。",
    change: "核对下面的变量，或把本店公钥重新上传到支付宝。",
  },
  identity: { says: "支付宝不认识这个应用或商户号，或它不属于这个环境（正式/沙箱）。", change: "核对下面的变量，以及网关地址。" },
  certificate: { says: "本店发出的证书序列号与支付宝后台的不一致，或证书已过期。", change: "从支付宝开放平台重新下载证书文件。" },
  permission: {
    says: "这份合约没有开通手机网站支付，或已被停用。",
    change: "到支付宝商家中心或开放平台签约、恢复产品。配置不用改。",
  },
  authorization: { says: "应用的授权无效或已过期。", change: "到支付宝开放平台重新授权。" },
  encryption: { says: "内容加密的密钥与支付宝后台的不一致。", change: "从开放平台重新复制 AES 密钥。" },
  clock: { says: "支付宝不接受本店请求里的时间。", change: "让服务器自动校时（NTP），时区不用改。" },
};

/** Every word of the alarm for a contract that the gateway refuses. */
export const alarmText = {
  title: (kind: "unverified" | "refused", { closesCheckout, isCurrent }: { closesCheckout: boolean; isCurrent: boolean }) => {
    const what = kind === "unverified" ? "支付宝的应答验证不了" : "支付宝拒绝了这份合约";
    if (!isCurrent) return `换下中的合约：${what}`;
    return closesCheckout ? `收款已停：${what}` : `查询和退款受阻：${what}`;
  },
  closed: "买家现在不能下单和付款。已经付的钱是安全的：买家看到“支付结果确认中”，恢复后系统会自动核对补上。",
  open: "新订单照常收款，付款由支付宝的通知确认。但查询、关单和退款没有结果，请尽快处理。",
  openElsewhere: "新订单走现用的合约，照常收款。但这份合约下还没了结的付款和退款查不到结果，请尽快处理。",
  why: "为什么",
  unverified: {
    says: "支付宝有应答，但用配置的支付宝公钥（或密钥、证书）一条也验证不了，所以谁付了款都无法确认。",
    change: "从支付宝后台复制“支付宝公钥”（不是“应用公钥”），并确认它与应用、网关属于同一个环境（正式/沙箱）。",
  } satisfies Sentences,
  refused: (cause: ContractCause | null): Sentences =>
    cause ? REFUSED[cause] : { says: "支付宝拒绝了本店的请求。", change: "按下面的错误码，到支付宝文档里查原因。" },
  whatToDo: "怎么办",
  variables: "核对变量：",
  ends: "改了配置请重启程序；在支付宝一侧改好的不用重启，程序每 20 秒试一次，成功后自动恢复收款。",
  doctor: "在服务器上检查：",
  since: " 自",
  count: (times: number, code: string) => ` 起连续 ${times} 次${code ? `，错误码 ${code}` : ""}`,
  card: "查看支付宝合约",
};
