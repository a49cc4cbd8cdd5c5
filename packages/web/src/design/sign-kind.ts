/** How something stands: well, waiting, not quite, not at all, or nobody knows. */
export type SignKind = "good" | "waiting" | "warn" | "bad" | "unknown";
