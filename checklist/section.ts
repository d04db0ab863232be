/** The checklist's sections, in its order: an id for commands, the part it is in, and its heading. */
export const SECTIONS = [
  section("code-quality", "Pre-Deployment Checklist", "Code Quality"),
  section("environment-preparation", "Pre-Deployment Checklist", "Environment Preparation"),
  section("testing", "Pre-Deployment Checklist", "Testing"),
  section("canary-deployment", "Deployment Process", "1. Canary Deployment (10% traffic)"),
  section("gradual-rollout", "Deployment Process", "2. Gradual Rollout"),
  section("full-rollout", "Deployment Process", "3. Full Rollout"),
  section("health-checks", "Post-Deployment Verification", "Health Checks"),
  section("performance-monitoring", "Post-Deployment Verification", "Performance Monitoring"),
  section("user-experience", "Post-Deployment Verification", "User Experience"),
  section("trigger-conditions", "Rollback Plan", "Trigger Conditions"),
  section("rollback-steps", "Rollback Plan", "Rollback Steps"),
  section("rollback-verification", "Rollback Plan", "Rollback Verification"),
  section("real-time-monitoring", "Monitoring & Alerting", "Real-time Monitoring"),
  section("alerting-thresholds", "Monitoring & Alerting", "Alerting Thresholds"),
  section("stakeholders", "Communication Plan", "Stakeholders"),
  section("notification-channels", "Communication Plan", "Notification Channels"),
  section("documentation", "Post-Deployment Tasks", "Documentation"),
  section("cleanup", "Post-Deployment Tasks", "Cleanup"),
  section("primary-contacts", "Emergency Contacts", "Primary Contacts"),
  section("vendor-contacts", "Emergency Contacts", "Vendor Contacts"),
] as const;

export type Section = (typeof SECTIONS)[number];
export type SectionId = Section["id"];

function section<Id extends string>(id: Id, part: string, title: string) {
  return { id, part, title } as const;
}
