import { refusesOn } from "./refuses.ts";

refusesOn("10");
