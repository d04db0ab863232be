import { writeEvidence } from "../../measure/evidence.ts";
import { BOUNDS, entry } from "../checklist/verified.ts";

// A writer of evidence as a process of its own: FOLDER ITEM KNOWN...
const [folder = "", item = "", ...names] = process.argv.slice(2);
const items = new Map(names.map((id) => [id, "command" as const]));
const clock = () => new Date().toISOString();
writeEvidence(folder, { release: BOUNDS.release, items, clock }, entry({ item, at: clock() }));
