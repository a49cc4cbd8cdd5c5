/** A file that a customer sends when the one who steers the emulator has none at hand. */
export interface Sample {
  readonly mimeType: string;
  readonly filename: string | null;
  /** In base64. */
  readonly bytes: string;
}

/** The sample for a kind of media; there is none of a video and of a sticker. */
export function sampleOf(kind: string): Sample | undefined {
  return SAMPLES.get(kind);
}

/** A circle before a wall, 64 by 48. */
const JPEG: string =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4" +
  "UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj" +
  "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAwAEADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAYDBf/EACQQ" +
  "AAICAQMEAwEBAAAAAAAAAAABAgMEBREhMUFhgRJRkRMy/8QAGAEBAQEBAQAAAAAAAAAAAAAAAAIEAwH/xAAXEQEBAQEA" +
  "AAAAAAAAAAAAAAAAAQIR/9oADAMBAAIRAxEAPwChAB6xgObquqLCSrrSldJb89Ir7Jy/JvyJfK62U35fH4XM2qk6tQRV" +
  "GVfjy+VNsoPw+Pwo9K1RZq/nYlG6K346SX2Lmws46QAISAACKyrnkZNlsnu5Sb9djE2yqXj5NlUls4ya9djE0OobYtzx" +
  "8mu2L2cZJ+u5ibYtLyMquqK/1JL13AtQAZ3IAAHN1XS1mpWVNRuS256SROX4t+PJxuqlB+Vx+lqC5qxUvEVRi35ElGmq" +
  "U34XH6UelaWsJOyxqV0ltx0ijpAXVpb0ABCX/9k=";

/** A fifth of a second of silence: Opus in Ogg. */
const OGG: string =
  "T2dnUwACAAAAAAAAAAABAAAAAAAAAByf9dkBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAEAAAABAAAA" +
  "Ve1QfQEYT3B1c1RhZ3MIAAAAY2FzZW1lbnQAAAAAT2dnUwAEgCUAAAAAAAABAAAAAgAAAKCYJHoKAwMDAwMDAwMDA/j/" +
  "/vj//vj//vj//vj//vj//vj//vj//vj//vj//g==";

/** An empty page. */
const PDF: string =
  "JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMgMiAwIFIgPj4KZW5kb2JqCjIgMCBvYmoKPDwg" +
  "L1R5cGUgL1BhZ2VzIC9LaWRzIFszIDAgUl0gL0NvdW50IDEgPj4KZW5kb2JqCjMgMCBvYmoKPDwgL1R5cGUgL1BhZ2Ug" +
  "L1BhcmVudCAyIDAgUiAvTWVkaWFCb3ggWzAgMCAyMDAgMTAwXSA+PgplbmRvYmoKeHJlZgowIDQKMDAwMDAwMDAwMCA2" +
  "NTUzNSBmIAowMDAwMDAwMDA5IDAwMDAwIG4gCjAwMDAwMDAwNTggMDAwMDAgbiAKMDAwMDAwMDExNSAwMDAwMCBuIAp0" +
  "cmFpbGVyCjw8IC9TaXplIDQgL1Jvb3QgMSAwIFIgPj4Kc3RhcnR4cmVmCjE4NgolJUVPRgo=";

const SAMPLES: ReadonlyMap<string, Sample> = new Map([
  ["image", { mimeType: "image/jpeg", filename: null, bytes: JPEG }],
  ["audio", { mimeType: "audio/ogg; codecs=opus", filename: null, bytes: OGG }],
  ["document", { mimeType: "application/pdf", filename: "sample.pdf", bytes: PDF }],
]);
