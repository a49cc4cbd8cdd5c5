import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";

interface LoadingProps<Data> {
  /** What is loaded, as a sentence goes on: `The keys`. */
  readonly what: string;
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: Data) => ReactNode;
}

/** What was asked of the hub: on its way, refused, or here. What is here stays while asked anew. */
export function Loading<Data>({ what, query, children }: LoadingProps<Data>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return (
      <Notice icon={Unplug} title={`${what} could not be loaded`} role="alert">
        <p>{query.error.message}</p>
        <Button look="outline" size="small" onClick={() => query.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  return (
    <div role="status" className="waits h-32 rounded-2xl bg-selected">
      <span className="sr-only">{what}: loading</span>
    </div>
  );
}
