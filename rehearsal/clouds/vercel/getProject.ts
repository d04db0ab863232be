import type { ReadFunction } from "../resourceType.ts";
import { projectKind } from "./project.ts";

/** A project by its name: https://vercel.com/docs/rest-api/projects/find-a-project-by-id-or-name */
export const getProject: ReadFunction = {
  token: "vercel:index/getProject:getProject",
  answer: ({ name, teamId }, held) => {
    const found = held
      .of(projectKind)
      .find(({ outputs }) => outputs.name === name && outputs.teamId === teamId);
    return found && { ...found.outputs, id: found.id };
  },
};
