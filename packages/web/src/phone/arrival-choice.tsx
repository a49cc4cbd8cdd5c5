import type { ReactNode } from "react";
import { ARRIVALS, type Arrival } from "./customer-message.ts";
import type { Sending } from "./use-sending.ts";

const CHOICES: readonly { readonly arrival: Arrival; readonly name: string }[] = [
  { arrival: "ad", name: "An ad" },
  { arrival: "page_cta", name: "A page’s button" },
  { arrival: "post", name: "A post" },
];

/** By what the customer comes: two of the three open a free entry point once we answer. */
export function ArrivalChoice({
  sending,
  close,
}: {
  sending: Sending;
  close: () => void;
}): ReactNode {
  return (
    <ul className="flex flex-col">
      {CHOICES.map(({ arrival, name }) => (
        <li key={arrival}>
          <button
            type="button"
            onClick={() => {
              sending.arrive(arrival);
              close();
            }}
            className="w-full rounded-lg px-3 py-2 text-left hover:bg-hover"
          >
            <span className="font-medium">{name}</span>{" "}
            <span className="text-ink-2 text-xs">
              “{ARRIVALS[arrival].headline}”. {ARRIVALS[arrival].hint}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
