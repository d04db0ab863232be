import { z } from "zod";
import type { Vercel } from "./vercel.ts";
import { read } from "./vercelCall.ts";

const team = z.object({
  id: z.string(),
  name: z.string().nullish(),
  billing: z.object({ plan: z.string() }).nullish(),
  membership: z.object({ role: z.string() }).nullish(),
});
const user = z.object({ user: z.object({ defaultTeamId: z.string().nullish() }) });

/** What a token's user may do in a team, and what the team has bought. */
export interface VercelStanding {
  /** `hobby`, `pro` or `enterprise`; undefined where Vercel does not say. */
  readonly plan: string | undefined;
  /** `OWNER`, `MEMBER`, `DEVELOPER`, `VIEWER` …; undefined where Vercel does not say. */
  readonly role: string | undefined;
}

const DOCS = "https://vercel.com/docs/rbac/access-roles";

/**
 * The plan of a team, and the user's role in it. Without a team, those of the user's default team; a user
 * who has none is an owner on Hobby. https://vercel.com/docs/plans/hobby
 */
export async function readStanding(
  { client }: Pick<Vercel, "client">,
  teamId: string | undefined,
): Promise<VercelStanding> {
  const id = teamId ?? (await defaultTeam(client));
  if (id === undefined) return { plan: "hobby", role: "OWNER" };
  const { teamsGetTeam } = await import("@vercel/sdk/funcs/teamsGetTeam.js");
  const observed = await read(
    {
      what: `read the team ${id}`,
      permission: "a token with the scope of that team, or of the full account",
      docs: DOCS,
    },
    team,
    teamsGetTeam(client, { teamId: id }),
  );
  return {
    plan: observed?.billing?.plan ?? undefined,
    role: observed?.membership?.role ?? undefined,
  };
}

async function defaultTeam(client: Vercel["client"]): Promise<string | undefined> {
  const { userGetAuthUser } = await import("@vercel/sdk/funcs/userGetAuthUser.js");
  const observed = await read(
    {
      what: "say whose the token is",
      permission: "a token that is valid",
      docs: "https://vercel.com/docs/accounts/access-tokens",
    },
    user,
    userGetAuthUser(client),
  );
  return observed?.user.defaultTeamId ?? undefined;
}
