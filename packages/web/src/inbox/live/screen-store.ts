import { createContext, useContext, useSyncExternalStore } from "react";
import { EMPTY_SCREEN, type Screen, type ScreenEvent, screenAfter } from "./screen.ts";

/** Holds the screen and tells those who look at it when it changes. All it does is fold. */
export class ScreenStore {
  #screen: Screen = EMPTY_SCREEN;
  readonly #listeners = new Set<(screen: Screen, before: Screen) => void>();

  get screen(): Screen {
    return this.#screen;
  }

  tell(event: ScreenEvent): void {
    const before = this.#screen;
    this.#screen = screenAfter(before, event);
    if (this.#screen === before) return;
    for (const listener of this.#listeners) listener(this.#screen, before);
  }

  /** A field, for it must be the same at every drawing, or React subscribes anew at each. */
  readonly subscribe = (listener: (screen: Screen, before: Screen) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

export const ScreenStoreContext = createContext(new ScreenStore());

/** A part of the screen; `select` must give back the same value for the same screen. */
export function useScreen<Part>(select: (screen: Screen) => Part): Part {
  const store = useContext(ScreenStoreContext);
  return useSyncExternalStore(store.subscribe, () => select(store.screen));
}
