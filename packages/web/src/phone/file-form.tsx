import { type ReactNode, useId, useState } from "react";
import { type ChosenFile, type FileKind, fileMessage } from "./customer-message.ts";
import { drawnSticker } from "./drawn-sticker.ts";
import { FramedForm, type PieceFormProps, TextField } from "./form-parts.tsx";

const KINDS: {
  readonly [kind in FileKind]: { readonly title: string; readonly accept: string };
} = {
  image: { title: "Photo", accept: "image/jpeg,image/png" },
  video: { title: "Video", accept: "video/mp4,video/3gpp" },
  audio: { title: "Voice message", accept: "audio/ogg,audio/mpeg,audio/mp4,audio/aac,audio/amr" },
  document: { title: "Document", accept: "" },
  sticker: { title: "Sticker", accept: "image/webp" },
};

interface FileFormProps extends PieceFormProps {
  readonly kind: FileKind;
}

/** A file of one's own, or a sample of the emulator's for who has none at hand. */
export function FileForm({ kind, send, beside, close }: FileFormProps): ReactNode {
  const id = useId();
  const [file, setFile] = useState<ChosenFile>();
  const [caption, setCaption] = useState("");
  const [problem, setProblem] = useState<string>();
  const { title, accept } = KINDS[kind];
  const choose = async (chosen: File | undefined): Promise<void> => {
    setProblem(undefined);
    setFile(undefined);
    if (chosen === undefined) return;
    if (chosen.size > BYTES_MAX) setProblem("A file may have 16 MB at most.");
    else setFile(await fileFrom(chosen));
  };
  const submit = async (): Promise<void> => {
    const sent = file ?? (kind === "sticker" ? await stickerOfOurs() : undefined);
    await send(fileMessage(kind, { file: sent, caption }, beside));
  };
  return (
    <FramedForm
      title={title}
      mayGo={problem === undefined && (file !== undefined || kind !== "video")}
      close={close}
      submit={() => void submit()}
    >
      <div>
        <label htmlFor={id} className="text-ink-2 text-xs">
          File
        </label>
        <input
          id={id}
          type="file"
          accept={accept}
          onChange={(event) => void choose(event.target.files?.[0])}
          className="w-full text-xs file:mr-2 file:h-9 file:cursor-pointer file:rounded-lg file:border file:border-line-strong file:border-solid file:bg-panel file:px-3 file:font-semibold file:text-ink"
        />
        <p className="mt-1 text-ink-3 text-xs">
          {problem ?? (file === undefined ? WITHOUT_FILE[kind] : typeWords(file))}
        </p>
      </div>
      {CAPTIONED.has(kind) && <TextField label="Caption" value={caption} change={setCaption} />}
    </FramedForm>
  );
}

const WITHOUT_FILE: { readonly [kind in FileKind]: string } = {
  image: "Without one a sample is sent.",
  video: "There is no sample of a video: choose one.",
  audio: "Without one a sample is sent.",
  document: "Without one a sample is sent.",
  sticker: "Without one we draw you one.",
};

const CAPTIONED: ReadonlySet<FileKind> = new Set(["image", "video", "document"]);
const BYTES_MAX = 16 * 1024 * 1024;

function typeWords({ mimeType, data }: ChosenFile): string {
  return `${mimeType}, ${Math.ceil((data.length * 3) / 4 / 1024)} kB`;
}

/** A sticker for who has none at hand: the emulator has no sample of one. */
async function stickerOfOurs(): Promise<ChosenFile | undefined> {
  const drawn = await drawnSticker();
  return drawn === undefined ? undefined : await fileFrom(drawn);
}

async function fileFrom(chosen: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const mimeType = chosen.type === "" ? "application/octet-stream" : chosen.type;
  return { data: bytes.toBase64(), mimeType, name: chosen.name };
}
