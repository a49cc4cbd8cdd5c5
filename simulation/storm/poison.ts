import { graphJson } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";

/**
 * A post with one notice whose moment no clock can show. Nobody ever writes at the number of it.
 */
export function poisonedBody(now: Instant): string {
  return graphJson({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "102290129340398",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: {
                display_phone_number: "15550783881",
                phone_number_id: POISON_NUMBER,
              },
              statuses: [
                {
                  id: `${POISON_MARK}${now}`,
                  status: "sent",
                  timestamp: "at noon",
                  recipient_id: "447700900999",
                },
              ],
            },
          },
        ],
      },
    ],
  });
}

/** Its own number, so that what must be accounted for there is just this. */
export const POISON_NUMBER = "106540352242900";
export const POISON_MARK = "wamid.poison.";
