import { addClockParty } from "../operations/control/add-clock-party.ts";
import { blockBusiness, unblockBusiness } from "../operations/control/block-business.ts";
import { changeCustomer } from "../operations/control/change-customer.ts";
import { changePhone } from "../operations/control/change-phone.ts";
import { clockEvents } from "../operations/control/clock-events.ts";
import { createWorld } from "../operations/control/create-world.ts";
import { customerPhones } from "../operations/control/customer-calls.ts";
import { customerChat } from "../operations/control/customer-chat.ts";
import { customerMessage } from "../operations/control/customer-message.ts";
import { resumeMarketing, stopMarketing } from "../operations/control/customer-preferences.ts";
import { customerReads } from "../operations/control/customer-reads.ts";
import { failMessage } from "../operations/control/fail-message.ts";
import { clearFaults, listFaults, setFaults } from "../operations/control/faults.ts";
import { getClock } from "../operations/control/get-clock.ts";
import { getMediaBytes } from "../operations/control/get-media-bytes.ts";
import { getState } from "../operations/control/get-state.ts";
import { customerJoins } from "../operations/control/join-group.ts";
import { listCustomers } from "../operations/control/list-customers.ts";
import { listBusinessNumbers } from "../operations/control/list-numbers.ts";
import { listWebhooks } from "../operations/control/list-webhooks.ts";
import { putState } from "../operations/control/put-state.ts";
import { redeliverWebhook } from "../operations/control/redeliver-webhook.ts";
import { resetWorld } from "../operations/control/reset-world.ts";
import { reviewTemplate } from "../operations/control/review-template.ts";
import { setNumber } from "../operations/control/set-number.ts";
import { showEmulator } from "../operations/control/show-emulator.ts";
import { showInvoice } from "../operations/control/show-invoice.ts";
import { turnClock } from "../operations/control/turn-clock.ts";
import { worldEvents } from "../operations/control/world-events.ts";
import type { Route } from "./match.ts";

/** How a world is steered. A call without an operation is agreed on, and answers 501 until then. */
export const CONTROL_ROUTES: readonly Route[] = [
  { name: "GET /emulator", operation: showEmulator },
  { name: "POST /emulator/reset", operation: resetWorld },
  { name: "GET /emulator/state", operation: getState },
  { name: "PUT /emulator/state", operation: putState },
  { name: "GET /emulator/clock", operation: getClock },
  { name: "POST /emulator/clock", operation: turnClock },
  { name: "GET /emulator/clock/events", operation: clockEvents },
  { name: "POST /emulator/clock/parties", operation: addClockParty },
  { name: "GET /emulator/events", operation: worldEvents },
  { name: "POST /emulator/worlds", operation: createWorld },
  { name: "GET /emulator/customers", operation: listCustomers },
  { name: "PUT /emulator/customers/PHONE", operation: changeCustomer },
  { name: "GET /emulator/customers/PHONE/messages", operation: customerChat },
  { name: "POST /emulator/customers/PHONE/messages", operation: customerMessage },
  { name: "POST /emulator/customers/PHONE/read", operation: customerReads },
  { name: "POST /emulator/customers/PHONE/block", operation: blockBusiness },
  { name: "POST /emulator/customers/PHONE/unblock", operation: unblockBusiness },
  { name: "POST /emulator/customers/PHONE/calls", operation: customerPhones },
  { name: "POST /emulator/customers/PHONE/stop_marketing", operation: stopMarketing },
  { name: "POST /emulator/customers/PHONE/resume_marketing", operation: resumeMarketing },
  { name: "POST /emulator/customers/PHONE/change_number", operation: changePhone },
  { name: "POST /emulator/customers/PHONE/join", operation: customerJoins },
  { name: "GET /emulator/numbers", operation: listBusinessNumbers },
  { name: "GET /emulator/media/MEDIA", operation: getMediaBytes },
  { name: "GET /emulator/webhooks", operation: listWebhooks },
  { name: "POST /emulator/webhooks/ID/redeliver", operation: redeliverWebhook },
  { name: "GET /emulator/invoice", operation: showInvoice },
  { name: "POST /emulator/messages/WAMID/fail", operation: failMessage },
  { name: "GET /emulator/faults", operation: listFaults },
  { name: "PUT /emulator/faults", operation: setFaults },
  { name: "DELETE /emulator/faults", operation: clearFaults },
  { name: "POST /emulator/templates/ID/review", operation: reviewTemplate },
  { name: "POST /emulator/numbers/ID", operation: setNumber },
];
