export { watch, type WatchArgs } from "./watch.ts";
export type { ControlRoom } from "./serve.ts";
