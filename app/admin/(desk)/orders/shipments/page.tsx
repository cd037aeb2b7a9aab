import type { Metadata, Route } from "next";
import { buttonClass } from "@/components/button";
import { COURIERS } from "@/lib/shop/parcels/couriers";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { SheetFile, SheetProblem } from "../../../upload/sheet-file";
import { shipmentText as text } from "./text";

export const metadata: Metadata = { title: text.title };

/** A file of tracking numbers into the shop. */
export default async function ShipmentsPage({ searchParams }: PageProps<"/admin/orders/shipments">) {
  await requireMember("orders.ship", "/admin/orders/shipments");
  const { problem } = await searchParams;
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/orders/bulk" as Route, name: text.back }} />
      <Section title={text.upload} className="max-w-3xl">
        <p className="mb-2 text-ink-2 text-sm">{text.lead}</p>
        <ul className="mb-4 list-disc pl-5 text-ink-2 text-sm">
          {text.hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
        <UploadForm />
        <SheetProblem code={problem} words={text.uploadProblems} />
      </Section>
    </>
  );
}

function UploadForm() {
  return (
    <form action="/admin/orders/shipments/import" method="post" encType="multipart/form-data" className="flex flex-col gap-4">
      <SheetFile label={text.file} />
      <div>
        <label htmlFor="courier" className="mb-1.5 block font-medium text-ink-2 text-sm">
          {text.courier}
        </label>
        <select id="courier" name="courier" className="min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base md:max-w-sm">
          <option value="">{text.guess}</option>
          {COURIERS.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className={buttonClass("primary", "self-start")}>
        {text.upload}
      </button>
    </form>
  );
}
