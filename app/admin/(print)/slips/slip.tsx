import { maskedPhone, type Slip as SlipFacts, type SlipLine } from "@/lib/shop/dispatch/slip";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { formatTime } from "../../../format-time";
import { Barcode } from "./barcode";
import type { Look } from "./look";
import { text } from "./text";

export type ShopFacts = { name: string; phone: string; returns: string };

/** One packing slip. Black on white, and nothing that a printer without colours would lose. */
export function Slip({ slip, look, shop }: { slip: SlipFacts; look: Look; shop: ShopFacts }) {
  const { no, paidAt, note, lines, pieces } = slip;
  return (
    <article className="slip bg-white p-4 text-black text-sm leading-snug" aria-label={`${text.orderNo} ${no}`}>
      <header className="mb-2 flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="font-bold text-base">
            {shop.name} {text.slip}
            {slip.isPrinted && <span className="ml-2 font-normal text-xs print:hidden">（{text.isPrinted}）</span>}
          </p>
          {slip.mustStay && <p className="border-2 border-black px-2 font-bold">{text.mustStay}</p>}
          <p>
            {text.paidAt} <span className="whitespace-nowrap tabular-nums">{paidAt ? formatTime(paidAt) : ""}</span>
          </p>
        </div>
        <div className="w-48 shrink-0 text-center">
          <Barcode value={no} label={text.barcode(no)} />
          <p className="text-xs tabular-nums">
            {text.orderNo} {no}
          </p>
        </div>
      </header>
      <Receiver slip={slip} isWhole={look.phone === "full"} />
      <Lines lines={lines} hasPictures={look.pictures === "yes"} />
      <p className="mt-1 text-right font-bold">{text.pieces(pieces)}</p>
      {note && (
        <p className="mt-1 whitespace-pre-line border border-black px-2 py-1">
          <strong>{text.note}：</strong>
          {note}
        </p>
      )}
      <Footer shop={shop} />
    </article>
  );
}

function Receiver({ slip: { receiverName, receiverPhone, region, addressDetail }, isWhole }: { slip: SlipFacts; isWhole: boolean }) {
  return (
    <p className="mb-1">
      {text.receiver} <strong>{receiverName}</strong>{" "}
      <span className="tabular-nums">{isWhole ? receiverPhone : maskedPhone(receiverPhone)}</span> {region}
      {isWhole && addressDetail}
    </p>
  );
}

function Lines({ lines, hasPictures }: { lines: readonly SlipLine[]; hasPictures: boolean }) {
  const hasCodes = lines.some(({ sku }) => sku !== "");
  return (
    <table className="w-full border-collapse text-left">
      <thead>
        <tr className="border-black border-t border-b">
          <th className="py-1 font-normal">{text.goods}</th>
          {hasCodes && <th className="w-28 px-2 py-1 font-normal">{text.sku}</th>}
          <th className="w-12 py-1 text-right font-normal">{text.quantity}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-b-[#999]">
            <td className="py-1">
              <div className="flex items-center gap-2">
                {hasPictures && <Picture name={line.image} />}
                <span className="min-w-0">
                  {line.title}
                  {line.variantName && <strong className="ml-2">{line.variantName}</strong>}
                </span>
              </div>
            </td>
            {hasCodes && <td className="px-2 py-1 tabular-nums">{line.sku}</td>}
            <td className="py-1 text-right font-bold text-base tabular-nums">{line.quantity}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Loaded at once: what is not there when the sheet is printed stays white. */
function Picture({ name }: { name: string }) {
  if (name === "") return null;
  return (
    // biome-ignore lint/performance/noImgElement: the sizes are made beforehand, there is no optimiser to go through.
    <img src={pictureUrl(name, 320)} alt="" width={320} height={320} decoding="async" className="size-9 shrink-0 object-cover" />
  );
}

function Footer({ shop: { phone, returns } }: { shop: ShopFacts }) {
  if (!phone && !returns) return null;
  return (
    <footer className="mt-1 text-xs">
      {returns && (
        <p className="whitespace-pre-line">
          {text.returns}：{returns}
        </p>
      )}
      {phone && (
        <p>
          {text.contact}：{phone}
        </p>
      )}
    </footer>
  );
}
