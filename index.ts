import { canaryRollout } from "canary-rollout";

export default await canaryRollout();
