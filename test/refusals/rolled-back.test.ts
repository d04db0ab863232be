import { refusesOn } from "./refuses.ts";

refusesOn("rolled-back");
