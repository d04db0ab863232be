import { printTable } from "./table.ts";

after(printTable);
