/** Who is notified of a rollout, and how. */
export type { Addressed, Stakeholder } from "./handles.ts";
export { Notifications, type NotificationsArgs } from "./notifications.ts";
export type { StatusPageArgs } from "./statusPage.ts";
