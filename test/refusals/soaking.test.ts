import { refusesOn } from "./refuses.ts";

refusesOn("soaking");
