import { z } from "zod";
import { Numeric, part } from "./lenient.ts";

/** Why a message failed, or what of an inbound one could not be brought to us. */
export const ErrorNotice = z.object({
  code: Numeric,
  title: part(z.string()),
  message: part(z.string()),
  error_data: part(z.object({ details: part(z.string()) })),
  href: part(z.string()),
});
export type ErrorNotice = z.infer<typeof ErrorNotice>;
