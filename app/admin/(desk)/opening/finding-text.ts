import type { ShownFinding } from "@/lib/shop/first-steps/step";
import { alarmText } from "../contract-text";

type Finding = ShownFinding["finding"];
type Door = Extract<Finding, { door: unknown }>["door"];

/** What was found, and what to do about it; `change` is empty where nothing is to be done. */
export type FindingWords = { says: string; change: string };

const DOOR: Record<Door, string> = { questions: "查询付款", payments: "发起付款" };
const fine = (says: string): FindingWords => ({ says, change: "" });

/** Every finding of the check in words for the owner. */
export function findingWords({ finding, why }: Pick<ShownFinding, "finding" | "why">): FindingWords {
  switch (finding.code) {
    case "configured":
      return fine("配置完整，密钥能读出来，也能签名。");
    case "problem":
    case "warning":
      return { says: finding.says, change: "按上面的英文提示改配置，然后重启程序。" };
    case "key":
      return { says: `${finding.about}：${why[0]?.says ?? "有一把密钥需要核对"}`, change: why[0]?.change ?? "" };
    case "no_address":
      return { says: "不知道支付宝网关的地址。", change: "核对 ALIPAY_GATEWAY_URL。" };
    case "unreachable":
      return { says: `连不上支付宝网关 ${finding.host}。`, change: "检查服务器能不能上外网、域名解析和防火墙，然后重新检查。" };
    case "reached":
      return fine(
        finding.seconds === null
          ? `连得上支付宝网关 ${finding.host}。`
          : `连得上支付宝网关 ${finding.host}，时钟相差 ${finding.seconds} 秒以内。`,
      );
    case "clock":
      return { says: `本机时钟与支付宝相差 ${finding.seconds} 秒。`, change: "让服务器自动校时（NTP），时区不用改。" };
    default:
      return aboutAnswers({ finding, why });
  }
}

function aboutAnswers({ finding, why }: { finding: Finding; why: ShownFinding["why"] }): FindingWords {
  switch (finding.code) {
    case "taken":
      return fine(`${DOOR[finding.door]}：支付宝认这份合约的签名。`);
    case "no_answer":
      return { says: `${DOOR[finding.door]}：支付宝没有给出能判断的回答。`, change: "过几分钟重新检查。" };
    case "refused": {
      const { says, change } = alarmText.refused(finding.cause);
      return { says: `${DOOR[finding.door]}：${says}${codeIn(finding.said)}`, change };
    }
    case "unverified": {
      const { says, change } = alarmText.unverified;
      const causes = why.map((one) => `${one.says}。`).join("");
      return { says: `${DOOR[finding.door]}：${says}${codeIn(finding.said)}${causes}`, change: why[0]?.change ?? change };
    }
    default:
      return aboutShop(finding);
  }
}

const codeIn = (said: string) => (said ? `（错误码 ${said}）` : "");

function aboutShop(finding: Finding): FindingWords {
  switch (finding.code) {
    case "no_shop_url":
      return { says: "没有设置 SHOP_URL，支付宝不知道把通知送到哪里。", change: "把 SHOP_URL 设为店铺的公网地址，然后重启程序。" };
    case "shop_private":
      return {
        says: "店铺的地址在内网，支付宝送不到通知；付款结果只能靠程序隔一会儿去问。",
        change: "正式营业前，给店铺一个公网的 https 地址，设到 SHOP_URL。",
      };
    case "shop_unreachable":
      return {
        says: `${finding.url} 从这台机器打不开。`,
        change: "检查域名、证书和反向代理；有的网络不能从内部访问自己的公网地址，那就从手机上打开试试。",
      };
    case "shop_reached":
      return fine(`${finding.url} 打得开；支付宝能不能送到，要等第一条通知才知道。`);
    case "shop_other":
      return {
        says: `${finding.url} 回答的不是本店（HTTP ${finding.status}）。`,
        change: "检查反向代理：这个地址要原样转给本店，不能跳转。",
      };
    case "forms_taken":
      return fine(`从 ${finding.url} 提交的表单能收到。`);
    case "forms_refused":
      return {
        says: `从 ${finding.url} 提交的表单被拒绝（${finding.status === null ? "没有回答" : `HTTP ${finding.status}`}），顾客会下不了单。`,
        change: "SHOP_URL 要和浏览器地址栏里的一模一样（https、端口），反向代理要原样转发 POST 和 Origin。",
      };
    default:
      return fine(finding.code);
  }
}
