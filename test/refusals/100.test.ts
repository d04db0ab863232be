import { refusesOn } from "./refuses.ts";

refusesOn("100");
