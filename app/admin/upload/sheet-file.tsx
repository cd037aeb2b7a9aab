import { Notice } from "@/components/notice";

/** The file of a plain form post to a route of its own, since a table is too big for a server action. */
export function SheetFile({ label }: { label: string }) {
  return (
    <label className="block">
      <span className="mb-1.5 block font-medium text-ink-2 text-sm">{label}</span>
      <input
        type="file"
        name="file"
        required
        accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        className="block min-h-11 w-full rounded-xl border border-line bg-card p-2 text-sm"
      />
    </label>
  );
}

/** What the route found wrong with it; `code` stands in the address. */
export function SheetProblem({ code, words }: { code: string | string[] | undefined; words: Readonly<Record<string, string>> }) {
  return (
    <Notice kind="error" className="mt-3">
      {typeof code === "string" && Object.hasOwn(words, code) && words[code]}
    </Notice>
  );
}
