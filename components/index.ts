/** The components, each of use alone: none reads config or the environment. */
export { announceHook, type Announce } from "./announceHook.ts";
export { Certificates, type CertificatesArgs } from "./certificates.ts";
export { Environment, type EnvironmentArgs, type EnvironmentHost } from "./environment.ts";
export { gateHook, type Gate, type GateHookArgs } from "./gateHook.ts";
export { lastWritten, type LastWritten } from "./lastWritten.ts";
export { Monitoring, type MonitoringArgs } from "./monitoring/index.ts";
export { Notifications, type NotificationsArgs } from "./notifications/index.ts";
export { Operations, type OperationsArgs } from "./operations/index.ts";
export { keepOutputs, type OwnOutputs } from "./ownOutputs.ts";
export { declareProduction, type Production } from "./production.ts";
export type { ProductionArgs } from "./productionArgs.ts";
export { recordOutputs, type RecordOutputs } from "./recordOutputs.ts";
export { Rollout, type RolloutArgs } from "./rollout.ts";
export { declareStaging, type Staging, type StagingArgs } from "./staging.ts";
export { ownedElsewhere } from "./sharedProject.ts";
export { settingsIn } from "./trafficSettings.ts";
export { TrafficSplit, type TrafficSplitArgs } from "./trafficSplit.ts";
