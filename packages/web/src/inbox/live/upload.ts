import type { ProblemShape, UploadShape } from "@casement/hub/api";

/** A file on its way to the hub. */
export interface Upload {
  readonly done: Promise<UploadShape>;
  readonly callOff: () => void;
}

/**
 * Sends a file to the hub, and says how much of it has gone. By `XMLHttpRequest`, for `fetch` tells
 * nobody how far an upload has come.
 */
export function uploadFile(
  numberId: string,
  file: File,
  progressed: (part: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ type: file.type, filename: file.name.slice(0, 240) });
  const done = new Promise<UploadShape>((resolve, reject) => {
    request.open("POST", `/api/v1/numbers/${numberId}/media?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => progressed(event.loaded / Math.max(1, event.total));
    request.onload = () => {
      const body: { data?: UploadShape } & Partial<ProblemShape> = request.response ?? {};
      if (request.status === 200 && body.data !== undefined) resolve(body.data);
      else reject(new Error(body.error?.message ?? "The hub did not take the file."));
    };
    request.onerror = () => reject(new Error("The hub did not answer. Try it again."));
    request.send(file);
  });
  return { done, callOff: () => request.abort() };
}
