import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { sent } from "../taken.ts";
import { snaked } from "./snaked.ts";

/** The name that the API has for a widget whose definition Pulumi names otherwise. */
const WIDGETS: Readonly<Record<string, string>> = { serviceLevelObjective: "slo" };

/** A widget of a dashboard: `timeseriesDefinition` is a definition of the type `timeseries`. */
export function definition(widget: Properties): Properties {
  const [[key, value] = ["", {}], ...more] = Object.entries(widget);
  if (more.length > 0)
    throw new Error(`a widget has ${more.map(([other]) => other).join(", ")} too`);
  const kind = key.replace(/Definition$/, "");
  const type = WIDGETS[kind] ?? snakedName(kind);
  const { widgets, requests, ...rest } = value as Properties;
  return {
    definition: sent({
      type,
      ...snaked(rest),
      widgets: (widgets as Properties[] | undefined)?.map(definition),
      // Pulumi names lists in the plural.
      requests: (requests as Properties[] | undefined)?.map(({ metadatas, ...request }) =>
        sent({ ...snaked(request), metadata: snaked({ metadatas })["metadatas"] }),
      ),
    }),
  };
}

/** A processor of logs: `grokParser` is one of the type `grok-parser`. */
export function processor(one: Properties): Properties {
  const [[key, value] = ["", {}]] = Object.entries(one);
  return { type: snakedName(key).replaceAll("_", "-"), ...snaked(value as Properties) };
}

function snakedName(name: string): string {
  return Object.keys(snaked({ [name]: 0 }))[0] ?? name;
}

/** A synthetic test of an API, or one of several steps. */
export function syntheticsTest(inputs: Properties): Properties {
  const { requestDefinition, assertions, apiSteps, configVariables, optionsList, ...rest } = inputs;
  const steps = apiSteps as Properties[] | undefined;
  return {
    ...rest,
    config: sent({
      request: requestDefinition,
      assertions: (assertions as Properties[] | undefined)?.map(assertion),
      steps: steps?.map(({ requestDefinition: request, assertions, ...step }) => ({
        ...step,
        request,
        assertions: (assertions as Properties[]).map(assertion),
      })),
      configVariables,
    }),
    options: options(optionsList as Properties),
  };
}

/** Options as the API spells them: some in one way, some in the other. */
function options({ retry, monitorOptions, ...rest }: Properties): Properties {
  const monitor = monitorOptions as Properties;
  return { ...snaked(rest), retry, monitor_options: snaked(monitor) };
}

/** What is compared with a number, the provider sends as one. */
const NUMBERS = ["statusCode", "certificate"];

function assertion({ targetjsonpath, target, ...rest }: Properties): Properties {
  const path = targetjsonpath as Properties | undefined;
  if (!path)
    return { ...rest, target: NUMBERS.includes(String(rest["type"])) ? Number(target) : target };
  const { jsonpath, operator, targetvalue } = path;
  return { ...rest, target: { jsonPath: jsonpath, operator, targetValue: targetvalue } };
}
