/** How slips are printed, as their address says it. */
export type Look = { size: "a4" | "label"; phone: "masked" | "full"; pictures: "yes" | "no" };

type Given = Record<string, string | string[] | undefined>;

/** What means nothing is as most shops want it: several on a sheet, and of who receives it no more than whoever packs needs. */
export function readLook({ size, phone, pictures }: Given): Look {
  return {
    size: size === "label" ? "label" : "a4",
    phone: phone === "full" ? "full" : "masked",
    pictures: pictures === "no" ? "no" : "yes",
  };
}
