import { clockShape } from "../events/clock-face.ts";
import type { ApiSurroundings } from "./api.ts";
import { NO_BODY, NO_FIELDS, oneOf, type Route, route } from "./route.ts";
import { ClockShape } from "./shapes.ts";

export function clockRoutes({ clock }: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/clock",
      summary: "The hub's clock, by which windows close and prices change",
      scope: undefined,
      params: NO_FIELDS,
      query: NO_FIELDS,
      body: NO_BODY,
      answer: oneOf(ClockShape),
      run: async () => ({ body: { data: clockShape(clock) } }),
    }),
  ];
}
