import type { Project } from "./project.ts";
import { writeChange, type Change } from "./stackFile.ts";

/**
 * Write to a stack file what going back has reached by now. Where that fails, it prints why and what to
 * write by hand, and stops nothing.
 *
 * @returns whether it is written
 */
export function settleFile(project: Project, file: string, change: Change): boolean {
  try {
    writeChange(file, project.name, change);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`canary: ${file} could not be settled: ${why}`);
    console.error(`Put this into it by hand:\n${JSON.stringify(change, null, 2)}`);
    return false;
  }
}
