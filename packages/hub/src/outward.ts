import type { Dialer } from "./dialing/dialer.ts";
import { TELL_WINDOWS } from "./downstream/closing-times.ts";
import { tellWindows } from "./downstream/tell-windows.ts";
import { ERASE_THREAD } from "./erasing/ask-erasure.ts";
import { CUT_POSTS } from "./erasing/cut-rest.ts";
import { fetchFile } from "./media/fetch-file.ts";
import { FETCH_FILE } from "./media/fetch-times.ts";
import { forgetUpload } from "./media/media-store.ts";
import { isAtMeta } from "./media/meta-file-client.ts";
import type { OpenFiles } from "./media/open-files.ts";
import { StoreRest } from "./media/store-rest.ts";
import { UploadTurns } from "./media/upload-turns.ts";
import type { AccountRow } from "./numbers/account-store.ts";
import type { AppSecrets } from "./numbers/app-store.ts";
import { Appointments, type Keep } from "./numbers/appointments.ts";
import type { Directory } from "./numbers/directory.ts";
import { HEARING } from "./numbers/hearing.ts";
import type { Owner } from "./numbers/owner.ts";
import { watchHearing } from "./numbers/watch-hearing.ts";
import { GraphCarrier } from "./sending/graph-carrier.ts";
import type { Surroundings } from "./surroundings.ts";
import { TemplateSync } from "./templates/sync-templates.ts";
import { TEMPLATE_SYNC } from "./templates/sync-times.ts";
import { markBlocked } from "./threads/mark-blocked.ts";

/** What asks Meta for something besides sending: by appointment, or because somebody asks. */
export interface Outward {
  readonly appointments: Appointments;
  readonly templateSync: TemplateSync;
  readonly carrier: GraphCarrier;
  readonly files: OpenFiles;
  readonly uploadTurns: UploadTurns;
  /** Whether Meta says that it has a file of a number. */
  readonly isAtMeta: (numberId: bigint, mediaId: string) => Promise<boolean>;
}

export interface OutwardParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly owner: Owner;
  readonly tokenOf: (account: AccountRow) => string;
  readonly secrets: () => AppSecrets;
  readonly files: OpenFiles;
  /** How many calls a key may have carried in an hour. */
  readonly callsPerHour?: number | undefined;
  /** Told that there are events to deliver, once this is committed. */
  readonly deliveriesBooked: (numberId: bigint) => void;
  /** What else falls due, by its kind. */
  readonly keeping: Readonly<Record<string, Keep>>;
}

export function createOutward(parts: OutwardParts): Outward {
  const { surroundings, owner, directory, dialer, files, secrets } = parts;
  const { dial } = dialer;
  const templateSync = new TemplateSync({ ...parts, dial });
  const fetching = { ...parts, storeRest: new StoreRest() };
  const appointments = new Appointments(surroundings, owner, {
    keeps: {
      [FETCH_FILE]: (numberId, one) => fetchFile(fetching, numberId, one.key),
      [TEMPLATE_SYNC]: (accountId) => templateSync.keep(accountId),
      [TELL_WINDOWS]: (numberId) => tellWindows({ ...parts, ...surroundings }, numberId),
      [HEARING]: (accountId) => watchHearing({ ...parts, dial }, accountId),
      ...parts.keeping,
    },
    slow: [FETCH_FILE, ERASE_THREAD, CUT_POSTS],
  });
  const carrier = new GraphCarrier({
    ...parts,
    machine: surroundings.machine,
    appTokenOf: (account) => appTokenOf(account, secrets()),
    templatesChanged: (accountId) => templateSync.changed(accountId),
    blockChanged: (numberId, change) => markBlocked(surroundings, numberId, change),
    async fileDeleted(mediaId, numberIds) {
      for (const numberId of numberIds) await forgetUpload(surroundings.db, numberId, mediaId);
    },
  });
  const uploadTurns = new UploadTurns(surroundings);
  return {
    ...{ appointments, templateSync, carrier, files, uploadTurns },
    async isAtMeta(numberId, mediaId) {
      const account = directory.defaultAccountOf(numberId);
      if (account === undefined) return true;
      return isAtMeta(dialer, { account, token: parts.tokenOf(account), numberId, mediaId });
    },
  };
}

/** The token of the app itself, which some calls ask for in place of the account's. */
function appTokenOf({ appId }: AccountRow, { active }: AppSecrets): string | undefined {
  const secret = active.find((one) => one.appId === appId);
  return secret && `${secret.appId}|${secret.text}`;
}
