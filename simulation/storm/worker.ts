import { work } from "./workers.ts";

// One of the processes of `npm run sim -- --seeds 1..2000 --workers 2`.

work();
