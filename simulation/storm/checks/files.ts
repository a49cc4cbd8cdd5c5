import type { Evidence } from "../evidence.ts";
import type { Upload } from "../files.ts";

/** Each file of a message that is kept is kept and listed once, byte for byte (SPEC I12). */
export function receivedFileFaults({ files, said, sightings }: Evidence): string[] {
  const faults: string[] = [];
  const kept = Map.groupBy(files.kept, ({ wamid }) => wamid);
  for (const { wamid, sha256 } of files.received) {
    const rows = kept.get(wamid) ?? [];
    kept.delete(wamid);
    if (!said.messages.has(wamid)) continue;
    const listed = files.listed.filter((one) => one === wamid).length;
    if (rows.length !== 1) faults.push(`I12: ${wamid} has ${rows.length} files`);
    if (listed !== 1) faults.push(`I12: ${wamid} with its file is listed ${listed} times`);
    for (const row of rows) {
      if (row.sha256 === null) faults.push(`I12: the file of ${wamid} was not fetched`);
      else if (row.sha256 !== sha256) faults.push(`I12: the file of ${wamid} is not what was sent`);
      else sightings.saw("a file of a customer that was kept");
    }
  }
  kept.delete(null);
  return [...faults, ...[...kept.keys()].map((wamid) => `I12: nobody sent the file of ${wamid}`)];
}

/**
 * Bytes that Meta has, as somebody was told, are not given to it again: who asks for them later is
 * told the same id (SPEC S15). And what is shown of an upload is what went up.
 */
export function uploadFaults({ files, sightings }: Evidence): string[] {
  const faults: string[] = [];
  const uploads = Map.groupBy(files.uploads, ({ sha256 }) => sha256);
  for (const one of files.uploads) {
    const known = idsKnown(uploads, one);
    const id = one.answer?.mediaId;
    if (id === undefined || known.length === 0) continue;
    if (known.includes(id)) sightings.saw("an upload that was used again");
    else faults.push(`S15: ${id} was given to Meta as ${known.join()} before`);
  }
  for (const { mediaId, at } of files.given) {
    const tries = uploads.get(files.atMeta.get(mediaId) ?? "") ?? [];
    const isOfOne = tries.some(
      (one) =>
        one.askedAt <= at &&
        (one.answer === undefined || at <= one.answer.at) &&
        idsKnown(uploads, one).length === 0,
    );
    if (!isOfOne) faults.push(`S15: ${mediaId} went up, and Meta had the same`);
  }
  const wrong = files.kept.filter(
    ({ wamid, mediaId, sha256 }) => wamid === null && sha256 !== files.atMeta.get(mediaId),
  );
  return [...faults, ...wrong.map(({ mediaId }) => `N13: ${mediaId} is not what went up`)];
}

/** By what ids somebody had been told of the same bytes before these were asked about. */
function idsKnown(
  uploads: ReadonlyMap<string, readonly Upload[]>,
  { sha256, askedAt }: Upload,
): string[] {
  return (uploads.get(sha256) ?? []).flatMap(({ answer }) =>
    answer?.mediaId !== undefined && answer.at < askedAt ? [answer.mediaId] : [],
  );
}
