import { wall } from "../clock.js";
import { type Datetime, toDatetime } from "../times.js";

export const now = (): Datetime => toDatetime(wall());
