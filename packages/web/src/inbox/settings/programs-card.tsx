import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { Card } from "../ledger/card.tsx";

/** What a program is told so that it sends from a number: the id that the Cloud API asks for. */
export function ProgramsCard({ numberId }: { numberId: string }): ReactNode {
  const session = useSession();
  return (
    <Card
      title="For programs"
      hint="What an SDK or your own app is told, to send from this number."
    >
      <div className="grid gap-4 md:grid-cols-2">
        <CopyField label="Phone number id" value={numberId} />
        <CopyField
          label="Base URL"
          value={window.location.origin}
          hint={mayDo(session, "keys:read") ? <KeyHint /> : undefined}
        />
      </div>
    </Card>
  );
}

function KeyHint(): ReactNode {
  return (
    <>
      Instead of https://graph.facebook.com; its token is an{" "}
      <Link to="/settings/keys" className="text-utility underline underline-offset-3">
        API key
      </Link>
      .
    </>
  );
}
