import { missingObjectError } from "@casement/cloud-api";
import type { Json } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { askedFields } from "../../server/field-query.ts";
import { page } from "../../server/paging.ts";
import { missing, notAmong, tooLong, wordIn, wrong } from "../../server/parameter-fault.ts";
import { type QrCode, qrCodeOf, qrCodesOf } from "../../world/qr-code.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/message_qrdls`: a code that opens a chat with words in it; `code` changes one. */
export function createQrCode(call: Call): Answer {
  const code = wordIn(call.parameters["code"]);
  return code === undefined ? addQrCode(call) : changeQrCode(call, code);
}

/** `POST /PN/message_qrdls/QR`: other words for a code. */
export function updateQrCode(call: Call): Answer {
  return changeQrCode(call, call.path["QR"] ?? "");
}

function addQrCode(call: Call): Answer {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const fault = messageFault(parameters);
  if (fault !== undefined) return fault;
  const format = wordIn(parameters["generate_qr_image"])?.toUpperCase();
  if (format !== undefined && !FORMATS.includes(format)) {
    return notAmong("generate_qr_image", FORMATS, format);
  }
  if (qrCodesOf(platform.world, number.id).length >= CODES_MAX) {
    return wrong("prefilled_message", `cannot be added: there are ${CODES_MAX} codes already.`);
  }
  const qrCode: QrCode = {
    code: platform.ids.text(CODE_LENGTH, CODE_ALPHABET),
    numberId: number.id,
    message: String(parameters["prefilled_message"]),
  };
  platform.world.qrCodes[qrCode.code] = qrCode;
  return { status: 200, body: qrNode(qrCode, format) };
}

function changeQrCode(call: Call, code: string): Answer {
  const { world } = call.platform;
  const found = qrCodeOf(world, numberIn(call).id, code);
  if (found === undefined) return missingObjectError(code);
  const fault = messageFault(call.parameters);
  if (fault !== undefined) return fault;
  const changed = { ...found, message: String(call.parameters["prefilled_message"]) };
  world.qrCodes[code] = changed;
  return { status: 200, body: qrNode(changed) };
}

/** `GET /PN/message_qrdls`: the codes of a number, or with `code` that one. */
export function listQrCodes(call: Call): Answer {
  const code = wordIn(call.parameters["code"]);
  const all = qrCodesOf(call.platform.world, numberIn(call).id);
  const wanted = code === undefined ? all : all.filter((one) => one.code === code);
  const format = imageFormat(call);
  return {
    status: 200,
    body: page(
      call,
      wanted.map((one) => qrNode(one, format)),
    ),
  };
}

/** `GET /PN/message_qrdls/QR`: one, as a list. */
export function getQrCode(call: Call): Answer {
  const code = call.path["QR"] ?? "";
  const found = qrCodeOf(call.platform.world, numberIn(call).id, code);
  if (found === undefined) return missingObjectError(code, { method: "get" });
  return { status: 200, body: { data: [qrNode(found, imageFormat(call))] } };
}

/** `DELETE /PN/message_qrdls/QR`: its link leads nowhere any more. */
export function deleteQrCode(call: Call): Answer {
  const code = call.path["QR"] ?? "";
  const { world } = call.platform;
  if (qrCodeOf(world, numberIn(call).id, code) === undefined) {
    return missingObjectError(code, { method: "delete" });
  }
  delete world.qrCodes[code];
  return SUCCESS;
}

function messageFault({ prefilled_message: message }: Json): Answer | undefined {
  if (wordIn(message) === undefined) return missing("prefilled_message");
  const { length } = String(message);
  return length > MESSAGE_LENGTH_MAX ? tooLong("prefilled_message", MESSAGE_LENGTH_MAX) : undefined;
}

/** A picture is told of only where one is asked for: `fields=qr_image_url.format(SVG)`. */
function imageFormat({ parameters }: Call): string | undefined {
  const asked = askedFields(parameters["fields"])?.find(({ name }) => name === "qr_image_url");
  return asked && (asked.modifiers["format"]?.toUpperCase() ?? "PNG");
}

function qrNode({ code, message }: QrCode, format?: string): Json {
  return {
    code,
    prefilled_message: message,
    deep_link_url: `https://wa.me/message/${code}`,
    ...(format !== undefined && {
      qr_image_url: `https://scontent.whatsapp.net/m1/qr/${code}.${format.toLowerCase()}`,
    }),
  };
}

const FORMATS: readonly string[] = ["SVG", "PNG"];
const CODE_LENGTH = 14;
const CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const CODES_MAX = 2_000;
const MESSAGE_LENGTH_MAX = 140;
