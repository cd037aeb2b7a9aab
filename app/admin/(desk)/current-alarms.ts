import "server-only";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readAlarms } from "@/lib/shop/contracts/read-alarms";

/** The contracts' alarms, read once for the frame and the page of one request. */
export const currentAlarms = cache(() => readAlarms(getShop()));
