import policy from "../../../policies/cleanup/debugSettings.ts";
import { describePolicy } from "../describe.ts";
import { beside, being, changing, UNKNOWN } from "../judged.ts";

const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
const set = (key: string, value: string) => ({
  resources: beside({ type: VARIABLE, name: key, props: { key, value, targets: ["production"] } }),
});

describePolicy(
  policy,
  [
    ["a chatty log", set("LOG_LEVEL", "debug"), /LOG_LEVEL has the app run in debug/],
    ["a part's chatty log", set("DB_LOG_LEVEL", "TRACE"), /DB_LOG_LEVEL has/],
    ["another name of it", set("LOGLEVEL", "silly"), /LOGLEVEL has/],
    ["what debug prints", set("DEBUG", "*"), /DEBUG has/],
    ["a part's debugging", set("NEXT_DEBUG_CACHE", "1"), /NEXT_DEBUG_CACHE has/],
    ["another mode", set("NODE_ENV", "development"), /NODE_ENV has/],
    [
      "a value that is not known yet",
      { resources: changing(being(VARIABLE), { value: UNKNOWN }) },
      /cannot be judged: value is not known yet/,
    ],
  ],
  [
    ["a quiet log", set("LOG_LEVEL", "info")],
    ["debugging that is off", set("DEBUG", "false")],
    ["production's mode", set("NODE_ENV", "production")],
    ["staging's debugging", { ...set("DEBUG", "*"), environment: "staging" }],
  ],
);
