/** A sticker drawn on the spot: a face on nothing; `undefined` in a browser that writes no WebP. */
export async function drawnSticker(): Promise<File | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE_PX;
  canvas.height = SIDE_PX;
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  const [center, radius] = [SIDE_PX / 2, SIDE_PX * 0.44];
  const arc = (x: number, y: number, r: number, from: number, to: number): void => {
    pen.beginPath();
    pen.arc(x, y, r, from, to);
  };
  arc(center, center, radius, 0, 2 * Math.PI);
  pen.fillStyle = "#3fb594";
  pen.fill();
  pen.fillStyle = "#06231c";
  for (const side of [-1, 1]) {
    arc(center + side * radius * 0.38, center - radius * 0.22, radius * 0.11, 0, 2 * Math.PI);
    pen.fill();
  }
  arc(center, center + radius * 0.08, radius * 0.55, 0.15 * Math.PI, 0.85 * Math.PI);
  pen.lineWidth = radius * 0.12;
  pen.lineCap = "round";
  pen.strokeStyle = "#06231c";
  pen.stroke();
  const blob = await new Promise<Blob | null>((take) => canvas.toBlob(take, "image/webp"));
  if (blob === null || blob.type !== "image/webp") return undefined;
  return new File([blob], "sticker.webp", { type: blob.type });
}

/** What Meta wants of a sticker. */
const SIDE_PX = 512;
