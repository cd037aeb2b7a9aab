import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";

/** A product's options with their values, in the order that people see. */
export const OPTIONS_SELECT = {
  orderBy: { position: "asc" },
  select: {
    id: true,
    name: true,
    values: { orderBy: [{ position: "asc" }, { id: "asc" }], select: { id: true, name: true, image: true } },
  },
} satisfies Prisma.Product$optionsArgs;
