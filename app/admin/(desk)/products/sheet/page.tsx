import type { Metadata } from "next";
import { buttonClass } from "@/components/button";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { SheetFile, SheetProblem } from "../../../upload/sheet-file";
import { sheetText as text } from "./text";

export const metadata: Metadata = { title: text.title };

/** All goods as a file, and a file of goods into the shop. */
export default async function SheetPage({ searchParams }: PageProps<"/admin/products/sheet">) {
  await requireMember("goods.write", "/admin/products/sheet");
  const { problem } = await searchParams;
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/products", name: text.back }} />
      <div className="grid max-w-3xl gap-4">
        <Section title={text.export}>
          <p className="mb-3 text-ink-2 text-sm">{text.exportHint}</p>
          {/* Plain links: the answers are files. */}
          <div className="flex flex-wrap gap-3">
            <a href="/admin/products/export?as=xlsx" download className={buttonClass("outline")}>
              {text.xlsx}
            </a>
            <a href="/admin/products/export?as=csv" download className={buttonClass("outline")}>
              {text.csv}
            </a>
          </div>
        </Section>
        <Section title={text.import} id="import">
          <UploadForm />
          <SheetProblem code={problem} words={text.uploadProblems} />
        </Section>
      </div>
    </>
  );
}

function UploadForm() {
  return (
    <form action="/admin/products/import" method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <p className="text-ink-2 text-sm">{text.importHint}</p>
      <SheetFile label={text.chooseFile} />
      <label className="inline-flex min-h-11 items-center gap-2 text-sm">
        <input type="checkbox" name="makeCategories" className="size-5 accent-brand" />
        {text.makeCategories}
      </label>
      <label className="inline-flex min-h-11 items-center gap-2 text-sm">
        <input type="checkbox" name="mayRename" className="size-5 accent-brand" />
        {text.mayRename}
      </label>
      <button type="submit" className={buttonClass("primary", "self-start")}>
        {text.upload}
      </button>
    </form>
  );
}
