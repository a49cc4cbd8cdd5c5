import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
const CHANNELS = 3;
const COLOURS = 256;

/**
 * A screenshot with the 256 colours that it has most of, in a third of the bytes. A page is drawn
 * in a few dozen colours; the thousands of others are the soft edges of its letters, and each has a
 * near one among those that stay.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = pixelsOf(png);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let n = 0; n < width * height; n += 1) {
    const at = Math.floor(n / width) * (width + 1) + 1 + (n % width);
    rows[at] = indexOf.get(pixels.readUIntBE(n * CHANNELS, CHANNELS)) ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap(channelsOf))),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** The pixels of what the browser writes: eight bits a channel, three channels. */
function pixelsOf(png: Buffer): { width: number; height: number; pixels: Buffer } {
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = SIGNATURE_BYTES; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const content = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const name = png.toString("latin1", at + 4, at + 8);
    if (name === "IDAT") data.push(content);
    if (name !== "IHDR") continue;
    [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
    if (content[8] !== 8 || content[9] !== 2) throw new Error("The browser writes other pictures.");
  }
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(data)), width, height) };
}

/** A row of a PNG is written as how it differs from what is beside and above it. */
function unfiltered(rows: Buffer, width: number, height: number): Buffer {
  const stride = width * CHANNELS;
  const pixels = Buffer.alloc(stride * height);
  for (let n = 0; n < pixels.length; n += 1) {
    const [x, y] = [n % stride, Math.floor(n / stride)];
    const left = x < CHANNELS ? 0 : (pixels[n - CHANNELS] ?? 0);
    const above = y === 0 ? 0 : (pixels[n - stride] ?? 0);
    const corner = x < CHANNELS || y === 0 ? 0 : (pixels[n - stride - CHANNELS] ?? 0);
    const guess = guessOf(rows[y * (stride + 1)] ?? 0, left, above, corner);
    pixels[n] = (rows[y * (stride + 1) + 1 + x] ?? 0) + guess;
  }
  return pixels;
}

function guessOf(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** The colours that stay, and for each colour of the picture which of them stands for it. */
function paletteOf(pixels: Buffer): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += CHANNELS) {
    const colour = pixels.readUIntBE(at, CHANNELS);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOURS);
  const channels = palette.map(channelsOf);
  return { palette, indexOf: new Map(byCount.map((one) => [one, nearest(one, channels)])) };
}

function nearest(colour: number, channels: readonly number[][]): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour);
  let best = { index: 0, distance: Number.POSITIVE_INFINITY };
  for (const [index, [r = 0, g = 0, b = 0]] of channels.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < best.distance) best = { index, distance };
  }
  return best.index;
}

function channelsOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
