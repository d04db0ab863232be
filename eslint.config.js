import pulumi from "@pulumi/eslint-plugin";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// Arrows run one way; each room lists what it may not import:
// index.ts, cli -> program -> measure, components;
// policies, measure, components -> checklist -> rollout -> nothing.
// policies read config.ts too, and start as the program does. controlRoom -> measure, rollout.
// vendors -> measure; cli alone imports it.
// rehearsal is imported by cli and test alone, and imports controlRoom alone.
const above = ["policies", "program", "cli", "controlRoom", "vendors", "rehearsal", "test"];
const rooms = {
  rollout: ["checklist", "measure", "components", "config", ...above],
  checklist: ["measure", "components", "config", ...above],
  measure: ["components", "config", ...above],
  components: ["measure", "config", ...above],
  vendors: ["components", "config", ...above.filter((room) => room !== "vendors")],
  policies: [
    "measure",
    "components",
    "program(?!/stackTraces)",
    "cli",
    "controlRoom",
    "vendors",
    "rehearsal",
    "test",
  ],
  controlRoom: [
    "components",
    "policies",
    "program",
    "cli",
    "vendors",
    "rehearsal",
    "test",
    "config",
  ],
  rehearsal: [
    "rollout",
    "checklist",
    "measure",
    "components",
    "policies",
    "program",
    "cli",
    "vendors",
    "test",
    "config",
  ],
  cli: ["policies", "test"],
};
const into = (folders) => ({
  regex: `^(\\./|(\\.\\./)+)(${folders.join("|")})(/|\\.ts$)`,
  message: "Imports run one way: see the top of eslint.config.js.",
});
const impure = {
  regex: "^(node:|@pulumi|@pulumiverse)",
  message: "Rules are pure: no Pulumi, no clock, no disk. Take what you need as an argument.",
};
const now = "Rules know no clock: take `now` as an argument.";

export default defineConfig(
  { ignores: ["node_modules", ".tools", ".rehearsal"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  ...Object.entries(rooms).map(([room, others]) => ({
    files: [`${room}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [into(others), ...(["rollout", "checklist"].includes(room) ? [impure] : [])] },
      ],
    },
  })),
  {
    files: ["index.ts", "program/**/*.ts", "config.ts", "config/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [into(["cli", "vendors", "rehearsal", "test", "policies"])] },
      ],
    },
  },
  {
    files: ["rollout/**/*.ts", "checklist/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "process", "performance"],
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: now },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: now },
      ],
    },
  },
);
