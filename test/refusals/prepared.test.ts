import { refusesOn } from "./refuses.ts";

refusesOn("prepared");
