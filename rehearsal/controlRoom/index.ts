export { watch, type WatchArgs } from "./watch.ts";
