export type { Clock, MachineTime, NamedDue, Party, Task } from "./clock.ts";
export { VirtualClock } from "./virtual-clock.ts";
