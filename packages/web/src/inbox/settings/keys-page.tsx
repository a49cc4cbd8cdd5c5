import type { KeyShape, NewKeyShape } from "@casement/hub/api";
import { KeyRound, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { ApiDocsLink } from "./api-docs-link.tsx";
import { Confirm } from "./confirm.tsx";
import { KeyRow } from "./key-row.tsx";
import { Loading } from "./loading.tsx";
import { MakeKey } from "./make-key.tsx";
import { NewKey } from "./new-key.tsx";
import { PartHead } from "./part-head.tsx";
import { useKeys } from "./settings-api.ts";

/** The keys that let programs in: made, shown once, revoked. */
export function KeysPage(): ReactNode {
  const session = useSession();
  const query = useKeys();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewKeyShape>();
  const mayWrite = mayDo(session, "keys:write");
  return (
    <>
      <PartHead
        title="API keys"
        lead={
          <>
            A key lets a program in: an SDK, a report, your own app. People need none. What it may
            call is in the <ApiDocsLink />.
          </>
        }
        actions={
          mayWrite && (
            <Button onClick={() => setMaking(true)}>
              <Plus aria-hidden className="size-4" />
              Make a key
            </Button>
          )
        }
      />
      {made !== undefined && <NewKey made={made} done={() => setMade(undefined)} />}
      <Loading what="The keys" query={query}>
        {(keys) => <Keys keys={keys} mayWrite={mayWrite} />}
      </Loading>
      {making && (
        <MakeKey
          close={() => setMaking(false)}
          made={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
    </>
  );
}

interface KeysProps {
  readonly keys: readonly KeyShape[];
  readonly mayWrite: boolean;
}

function Keys({ keys, mayWrite }: KeysProps): ReactNode {
  const [leaving, setLeaving] = useState<KeyShape>();
  const inForce = keys.filter((one) => one.revoked_at === null);
  const revoked = keys.filter((one) => one.revoked_at !== null);
  const revoke = mayWrite ? setLeaving : undefined;
  return (
    <>
      {inForce.length === 0 ? (
        <Notice icon={KeyRound} title="No key is in force">
          <p>
            An app that sends through this hub shows one instead of Meta’s token. Make one for it.
          </p>
        </Notice>
      ) : (
        <KeyList label="Keys" keys={inForce} revoke={revoke} />
      )}
      {revoked.length > 0 && (
        <details>
          <summary className="w-fit rounded-lg px-1 text-ink-2 hover:text-ink">
            {revoked.length} revoked
          </summary>
          <div className="pt-3">
            <KeyList label="Revoked keys" keys={revoked} revoke={undefined} />
          </div>
        </details>
      )}
      {leaving !== undefined && (
        <Confirm
          title={`Revoke “${leaving.name}”?`}
          path={`/keys/${leaving.key_id}`}
          keep="Keep it"
          remove="Revoke it"
          close={() => setLeaving(undefined)}
        >
          Whatever shows <code>{leaving.prefix}…</code> is refused within five seconds. This cannot
          be undone; another key can be made.
        </Confirm>
      )}
    </>
  );
}

interface KeyListProps {
  readonly label: string;
  readonly keys: readonly KeyShape[];
  readonly revoke: ((one: KeyShape) => void) | undefined;
}

function KeyList({ label, keys, revoke }: KeyListProps): ReactNode {
  return (
    <ul
      aria-label={label}
      className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
    >
      {keys.map((one) => (
        <li key={one.key_id} className="border-line border-b last:border-b-0">
          <KeyRow one={one} revoke={revoke} />
        </li>
      ))}
    </ul>
  );
}
