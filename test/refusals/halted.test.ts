import { refusesOn } from "./refuses.ts";

refusesOn("halted");
