import { sameName } from "../names.ts";
import type { ReadFunction } from "../resourceType.ts";
import { aliasKind } from "./alias.ts";

/** An alias by its host: https://vercel.com/docs/rest-api/aliases/get-an-alias */
export const getAlias: ReadFunction = {
  token: "vercel:index/getAlias:getAlias",
  answer: ({ alias }, held) => {
    const found = held.of(aliasKind).find(({ outputs }) => sameName(outputs.alias, String(alias)));
    return found && { ...found.outputs, id: found.id };
  },
};
