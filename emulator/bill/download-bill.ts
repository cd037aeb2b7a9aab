import type { BillEntry } from "@/lib/alipay/openapi/bill/bill-csv";
import { buildBillFile } from "@/lib/alipay/openapi/bill/bill-file";
import { underFaults } from "../faults/answer-faults";
import { takeFault, type Where } from "../faults/take-fault";
import { randomDigits } from "../plumbing/random";
import type { World } from "../world/world";
import { billEntries } from "./bill-entries";
import { dayOfBillUrl } from "./bill-url";

/** `/bill/…`: the archive of a day, as long as its address is good. */
export async function downloadBill(world: World, request: Request, url: URL): Promise<Response> {
  const day = dayOfBillUrl(world, url.pathname);
  const systemError = () => refusal(503, "系统繁忙");
  return underFaults(world, where(null), {
    signal: request.signal,
    systemError,
    work: async () => (day === null ? refusal(403, "下载地址无效或已过期") : file(world, day)),
  });
}

function where(outTradeNo: string | null): Where {
  return { channel: "bill", service: "bill.download", outTradeNo };
}

function file(world: World, day: string): Response {
  const { sellerId } = world.contract.merchant;
  const archive = buildBillFile({ sellerId, day, entries: reportedEntries(world, day) });
  return new Response(new Uint8Array(archive), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${sellerId}0156_${day.replaceAll("-", "")}.csv.zip"`,
    },
  });
}

/** The entries of the day as they are, unless "missing-row", "wrong-amount" or "extra-row" is set. */
function reportedEntries(world: World, day: string): BillEntry[] {
  const entries = billEntries(world, day)
    .filter(({ outTradeNo }) => takeFault(world, where(outTradeNo), ["missing-row"]) === null)
    .map((entry) => ({ ...entry, amountFen: takeFault(world, where(entry.outTradeNo), ["wrong-amount"])?.amountFen ?? entry.amountFen }));
  const extra = takeFault(world, where(null), ["extra-row"]);
  return extra ? [...entries, strangersPayment(world, day, extra)] : entries;
}

function strangersPayment(
  { random }: World,
  day: string,
  { amountFen, outTradeNo }: { amountFen: number; outTradeNo?: string | undefined },
): BillEntry {
  const at = new Date(`${day}T12:00:00+08:00`);
  const tradeNo = day.replaceAll("-", "") + randomDigits(random, 20);
  const numbers = { tradeNo, outTradeNo: outTradeNo ?? `UNKNOWN${randomDigits(random, 12)}`, outRequestNo: null };
  return { ...numbers, type: "payment", amountFen, completedAt: at, createdAt: at, subject: "来历不明", buyer: "st***@example.com" };
}

function refusal(status: number, words: string): Response {
  return new Response(words, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
