import { byId, write } from "/dom.js";

const dialog = byId("question");
const reason = byId("reason");
let confirmed = () => {};
let command = "";
let needed = false;

byId("no").addEventListener("click", () => {
  dialog.close();
});
byId("yes").addEventListener("click", confirm);
reason.addEventListener("input", preview);
reason.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  // The focus goes back to the button that opened the question, and the same key would press it again.
  event.preventDefault();
  if (!event.repeat) confirm();
});
// A key that is held must answer no question.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.repeat) event.preventDefault();
});

/**
 * Have the user confirm a command before it is run.
 *
 * @param then called once it is confirmed, with the reason where the command takes one
 */
export function ask(name, move, label, then) {
  write(byId("question-text"), move.question);
  write(byId("question-detail"), move.detail);
  write(byId("yes"), label);
  byId("yes").classList.toggle("danger", name === "roll back");
  byId("reason-label").hidden = move.reason === undefined;
  reason.value = "";
  needed = move.reason === "needed";
  reason.required = needed;
  command = move.command;
  confirmed = () => {
    then(move.reason === undefined ? undefined : reason.value);
  };
  preview();
  dialog.showModal();
  // What goes back is one key away; what goes forward wants a choice.
  if (needed) reason.focus();
  else byId(name === "roll back" ? "yes" : "no").focus();
}

function confirm() {
  if (needed && reason.value.trim() === "") {
    reason.focus();
    return;
  }
  dialog.close();
  confirmed();
}

function preview() {
  const text = reason.value.trim().replaceAll("'", `'\\''`);
  write(byId("question-command"), text === "" ? command : command.replace("…", () => text));
}
