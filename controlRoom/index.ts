export { inUnits } from "./quantity.ts";
export { openRoom, type Room, type RoomArgs } from "./room.ts";
export { serveControlRoom, type ControlRoom } from "./serve.ts";
export {
  Refused,
  type LegSample,
  type MonitorRow,
  type Part,
  type Sample,
  type Switches,
} from "./snapshot.ts";
export type { Reading, Recovery, Source } from "./source.ts";
export { canaryIn, readable, recordIn, type RolloutRecord } from "./standing.ts";
