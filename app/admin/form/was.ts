import { z } from "zod";

/** The field of `WasField`; a form from before there was one has none. */
export const was = z.string().max(40).optional();
