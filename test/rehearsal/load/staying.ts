import { BROWSER, clientsOf, USUAL_CLIENTS } from "../../../rollout/clients.ts";

/** The usual clients of a site that come for more than a visit. */
export const STAYING = clientsOf(USUAL_CLIENTS).filter(({ kind }) => kind !== BROWSER);
