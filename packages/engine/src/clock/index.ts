export type { Clock, MachineTime, Party, Task } from "./clock.ts";
export { VirtualClock } from "./virtual-clock.ts";
