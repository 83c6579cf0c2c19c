// The form with the facts: everything happens in this page, and nothing leaves it but the file that is made for its reader.

import { problems } from "./checks.js";
import { valuesOf } from "./reading.js";
import { add, first, remove, show } from "./rows.js";
import { written } from "./writer.js";

const form = document.getElementById("formulier");
const summary = document.getElementById("samenvatting");
const ready = document.getElementById("klaar");
const data = JSON.parse(document.getElementById("gegevens").textContent);

const text = () => written(data, valuesOf(form, data));

show(form);
let safe = text();
let looked = false;
// A press of the mouse leaves a field before it lands on a button: what is said above the button keeps its place until then.
let pressed = false;
let waiting = false;

/** Opens what is folded around an input, and goes there. */
function go(node) {
  for (let at = node.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  node.focus();
  node.scrollIntoView({ block: "center" });
}

/** Says beside each input what is wrong there. */
function mark(found) {
  for (const one of form.querySelectorAll(".fout")) {
    one.hidden = true;
    one.textContent = "";
  }
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  for (const { at, text: said, place } of found) {
    const beside = place ?? document.getElementById(`${(at.type === "radio" || at.type === "checkbox" ? at.name : at.id) || at.id}-fout`);
    beside.textContent = said;
    beside.hidden = false;
    at.setAttribute("aria-invalid", "true");
  }
}

function summarise(found) {
  summary.hidden = found.length === 0;
  summary.querySelector("h2").textContent = found.length === 1 ? "Eén ding klopt nog niet" : `${found.length} dingen kloppen nog niet`;
  const items = found.map(({ at, name, text: said }) => {
    const link = Object.assign(document.createElement("a"), { href: `#${at.id}` });
    link.append(Object.assign(document.createElement("code"), { textContent: name }), ` ${said}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(at);
    });
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  summary.querySelector("ul").replaceChildren(...items);
}

/** Hands the file to the reader. */
function make() {
  const made = text();
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(new Blob([made], { type: "application/yaml" })),
    download: data.name.split("/").at(-1),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  safe = made;
  const left = [...form.querySelectorAll("[data-voorbeeld]")].filter((one) => !one.hidden && !one.closest("[hidden]")).length;
  ready.querySelector("[data-let-op]").textContent = left ? `Let op: er ${left === 1 ? "staat nog één gegeven" : `staan nog ${left} gegevens`} van het voorbeeld in.` : "";
  ready.hidden = false;
  ready.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ready.hidden = true;
  looked = true;
  const found = problems(form, data);
  mark(found);
  summarise(found);
  if (found.length) summary.focus();
  else make();
});
document.getElementById("toch").addEventListener("click", make);

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.nog) {
    const row = add(button);
    show(form);
    first(row).focus();
  } else if (button.dataset.weg !== undefined) {
    const next = remove(button);
    show(form);
    next.focus();
  }
});
form.addEventListener("input", () => show(form));
form.addEventListener("change", () => {
  show(form);
  if (!looked) return;
  if (pressed) waiting = true;
  else mark(problems(form, data));
});
addEventListener("mousedown", () => (pressed = true), true);
addEventListener("mouseup", () => {
  pressed = false;
  // The click comes right behind this.
  setTimeout(() => {
    if (waiting) mark(problems(form, data));
    waiting = false;
  });
}, true);
// Enter in a field makes no file: it is easily pressed too early.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  if (text() !== safe) event.preventDefault();
});

document.getElementById("zonder").hidden = true;
form.hidden = false;
