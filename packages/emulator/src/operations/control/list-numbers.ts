import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { registrationOf } from "../../world/registration.ts";
import type { BusinessNumber, World } from "../../world/world.ts";

/** `GET /emulator/numbers`: the business numbers, with the code and the PIN nobody else sees. */
export function listBusinessNumbers({ platform: { world } }: Call): Answer {
  const data = Object.values(world.numbers).map((number) => numberNode(world, number));
  return { status: 200, body: { data } };
}

function numberNode(world: World, number: BusinessNumber): Json {
  const { isRegistered, isVerified, code, pin } = registrationOf(world, number);
  const { id, accountId, phone, display, verifiedName, quality, throughput, limitTier } = number;
  return {
    id,
    accountId,
    phone,
    display,
    verifiedName,
    quality,
    throughput,
    limit: limitTier,
    registered: isRegistered,
    verified: isVerified,
    code: code?.digits ?? null,
    pin,
  };
}
