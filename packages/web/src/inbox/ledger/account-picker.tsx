import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { get, type Page } from "../live/api.ts";

interface AccountPickerProps {
  readonly account: string | undefined;
  readonly choose: (account: string) => void;
}

/** The part of an account that is needed to choose it. */
interface Account {
  readonly account_id: string;
  readonly name: string | null;
  readonly currency: string;
}

/** Whose ledger is shown, where there are several: their months are never added up. */
export function AccountPicker({ account, choose }: AccountPickerProps): ReactNode {
  const { data: accounts = [] } = useQuery({
    queryKey: ["accounts"],
    queryFn: async () => (await get<Page<Account>>("/accounts")).data,
  });
  if (accounts.length < 2) return null;
  return (
    <select
      aria-label="Account"
      value={account ?? ""}
      onChange={(event) => choose(event.target.value)}
      className="h-10 max-w-56 rounded-xl border border-line bg-panel px-3 font-medium text-sm shadow-card"
    >
      {account === undefined && <option value="">Choose an account</option>}
      {accounts.map((one) => (
        <option key={one.account_id} value={one.account_id}>
          {one.name ?? one.account_id} ({one.currency})
        </option>
      ))}
    </select>
  );
}
