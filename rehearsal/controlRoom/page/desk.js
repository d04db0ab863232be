import { byId, write } from "/dom.js";

/** Why the last order was refused; what a command failed by is in the snapshot. */
let refused = "";
let last;

for (const button of document.querySelectorAll("#desk button"))
  button.addEventListener("click", () => void press(button.dataset));

async function press({ do: move, fault, broken }) {
  const order = move ? { do: move } : { do: broken === "true" ? "mend" : "break", fault };
  try {
    const answer = await fetch("/act", { method: "POST", body: JSON.stringify(order) });
    refused = answer.ok ? "" : await answer.text();
  } catch {
    refused = "the rehearsal does not answer: is it over?";
  }
  desk(last);
}

/** What is likely to be taken, what is broken, the command under way, and why one failed. */
export function desk(snapshot) {
  last = snapshot;
  const { rollout, broken, running, failed } = snapshot;
  const canary = rollout?.canary !== undefined;
  const rises = canary && !rollout.halted && running === undefined;
  for (const button of document.querySelectorAll("#desk [data-fault]")) {
    const is = broken.includes(button.dataset.fault);
    button.dataset.broken = String(is);
    button.setAttribute("aria-pressed", String(is));
    able(button, canary);
  }
  able(move("advance"), rises);
  able(move("run"), rises);
  able(move("stop"), running !== undefined);
  write(
    byId("doing"),
    running === undefined
      ? "No command is under way: nobody but you watches."
      : `Under way: ${running}`,
  );
  write(byId("failed"), refused || (failed ?? ""));
}

function move(name) {
  return document.querySelector(`#desk [data-do="${name}"]`);
}

/**
 * Not by the attribute `disabled`, which would take the focus away from under the user. Who presses all
 * the same is told why not.
 */
function able(button, is) {
  button.setAttribute("aria-disabled", String(!is));
}
