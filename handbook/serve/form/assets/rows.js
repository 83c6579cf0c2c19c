// The rows that can be added and taken away, and what shows only beside another answer.

import { matters, peopleOf, stateOf } from "./reading.js";
import { roleName } from "./checks.js";

let count = 0;

/** A copy of a template with identities of its own. */
function fresh(name) {
  const copy = document.getElementById(name).content.firstElementChild.cloneNode(true);
  const mark = `nieuw-${++count}`;
  for (const node of [copy, ...copy.querySelectorAll("*")]) {
    for (const attribute of ["id", "for", "name", "aria-describedby"]) {
      const value = node.getAttribute(attribute);
      if (value) node.setAttribute(attribute, value.replaceAll("#", mark));
    }
  }
  return copy;
}

const first = (row) => row.querySelector("input[type=text], input, textarea");

/** Where rows of a kind go: beside the button that was pressed. */
const PLACES = { persoon: "[data-mensen]", rol: "[data-eigen-rollen]", eigen: "[data-eigen-gegevens]" };
const TEMPLATES = { persoon: "persoon", rol: "rol", eigen: "eigengegeven" };

/** Adds a row of the kind that the button names. */
export function add(button) {
  const kind = button.dataset.nog;
  const row = fresh(TEMPLATES[kind]);
  button.parentElement.querySelector(PLACES[kind]).append(row);
  return row;
}

/** Takes the row of a button away; gives where the reader goes on: the row before, or what adds one. */
export function remove(button) {
  const row = button.closest("[data-persoon], [data-eigen-rol], [data-eigen]");
  const next = row.previousElementSibling ?? row.parentElement.parentElement.querySelector(":scope > [data-nog]");
  row.remove();
  return next;
}

function showRoles(form) {
  const roles = [...form.querySelectorAll("[data-rol]")];
  for (const role of roles) {
    const state = stateOf(role);
    for (const part of role.querySelectorAll(":scope > [data-staat]")) part.hidden = part.dataset.staat !== state;
    if (state === "zelf" && !peopleOf(role).length) role.querySelector("[data-mensen]").append(fresh("persoon"));
    const people = peopleOf(role);
    people.forEach((person, n) => {
      person.querySelector("[data-nummer]").textContent = people.length > 1 ? String(n + 1) : "";
      person.querySelector("[data-weg]").hidden = people.length === 1;
    });
  }
  for (const role of roles) offer(role.querySelector("[data-staat=ander] select"), role, roles);
}

/** The roles that could take over: all that are there, but the role itself. What was chosen stays, also where it went away. */
function offer(select, role, roles) {
  const chosen = select.value;
  const names = roles.filter((one) => one !== role && stateOf(one) !== "geen").map(roleName).filter(Boolean);
  if (chosen && !names.includes(chosen)) names.push(chosen);
  if ([...select.options].map((one) => one.value).join() === ["", ...names].join()) return;
  select.replaceChildren(...["", ...names].map((name) => new Option(name || "Kies een rol", name, false, name === chosen)));
}

function showOwn(form) {
  for (const row of form.querySelectorAll("[data-eigen]")) {
    const kind = row.querySelector("[data-eigensoort]").value;
    for (const one of row.querySelectorAll("[data-bij-soort]")) one.hidden = !one.dataset.bijSoort.split(" ").includes(kind);
    row.querySelector("[data-naam]").textContent = row.querySelector("[data-eigennaam]").value.trim() || "naam";
  }
}

/** Shows what the answers ask for, and hides the rest. */
export function show(form) {
  for (const field of form.querySelectorAll("[data-alleen]")) field.hidden = !matters(field);
  showRoles(form);
  showOwn(form);
  for (const mark of form.querySelectorAll("[data-voorbeeld]")) {
    mark.hidden = [...mark.parentElement.querySelectorAll("input, textarea")].some((one) => one.value !== one.defaultValue || one.checked !== one.defaultChecked);
  }
}

export { first };
