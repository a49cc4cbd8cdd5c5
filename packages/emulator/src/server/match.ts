import type { Operation } from "./call.ts";

/** One call there is. Without an operation it is known and not imitated: it answers 501. */
export interface Route {
  /** `GET /WABA/message_templates`: the method, and a path in which capitals stand for ids. */
  readonly name: string;
  readonly operation?: Operation;
}

export interface Match {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** The routes of a table by the length of their path, so that a look-up tries few. */
export class Routes {
  readonly #byLength = new Map<number, { route: Route; method: string; steps: string[] }[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const [method = "", path = ""] = route.name.split(" ");
      const steps = stepsOf(path);
      const alike = this.#byLength.get(steps.length) ?? [];
      alike.push({ route, method, steps });
      this.#byLength.set(steps.length, alike);
    }
  }

  /** The route for a request. `isA` says whether a step can stand for a name in capitals. */
  find(
    method: string,
    steps: readonly string[],
    isA: (step: string, name: string) => boolean,
  ): Match | undefined {
    for (const candidate of this.#byLength.get(steps.length) ?? []) {
      if (candidate.method !== method) continue;
      const path: Record<string, string> = {};
      const fits = candidate.steps.every((name, index) => {
        const step = steps[index] ?? "";
        if (!isCapital(name)) return name === step;
        path[name] = step;
        return isA(step, name);
      });
      if (fits) return { route: candidate.route, path };
    }
    return undefined;
  }
}

/** The steps of a path, decoded; a slash at its end makes no difference. */
export function stepsOf(path: string): string[] {
  return path
    .split("/")
    .filter((step) => step !== "")
    .map(decoded);
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function isCapital(name: string): boolean {
  return /^[A-Z]+$/.test(name);
}
