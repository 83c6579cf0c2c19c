// What a browser can check: the rules of the schema. Its sentences are those of `handbook check`, which has the last word.

import { inputs, isEmpty, isFilled, lines, matters, ownInput, peopleOf, stateOf, typed } from "./reading.js";

const SHOWN = 80;

/** The sentence of a rule about what was typed. */
function about(said, text) {
  const quoted = `"${text.length > SHOWN ? text.slice(0, SHOWN) + "…" : text}"`;
  return `Dit ${said.replace('"?"', () => quoted).replace('"{{ }}"', () => quoted).replace(": 201 ", `: ${text.length} `)}`;
}

function isDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** What is wrong with one text, by the rules of its schema; an empty text where nothing is. */
export function wrongText(text, rules) {
  const { said } = rules;
  if (rules.maxLength && text.length > rules.maxLength) return about(said.long, text);
  if (rules.not && new RegExp(rules.not.pattern).test(text)) return about(said.braces, text);
  const sound =
    (!rules.pattern || new RegExp(rules.pattern).test(text)) &&
    (rules.format !== "email" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) &&
    (rules.format !== "date" || isDay(text)) &&
    (rules.minimum === undefined || (/^[1-9]\d{0,6}$/.test(text) && Number(text) >= rules.minimum));
  return sound ? "" : about(said.shape, text);
}

function wrongList(field, rules) {
  const all = lines(inputs(field)[0]);
  if (new Set(all).size < all.length) return about(rules.said.twice, "");
  return all.map((text) => wrongText(text, rules)).find(Boolean) ?? "";
}

function wrongChoices(field, rules) {
  const words = inputs(field).filter((one) => one.checked).map((one) => one.value);
  const alone = words.length > 1 ? words.find((word) => !rules.together.includes(word)) : undefined;
  return alone ? about(rules.said[`beside ${alone}`], "") : "";
}

function wrongField(field, rules) {
  if (isEmpty(field)) return field.dataset.nodig === undefined || !rules.said.empty ? "" : about(rules.said.empty, "");
  switch (field.dataset.soort) {
    case "tekst":
    case "kaal":
      return wrongText(typed(field), rules);
    case "regels":
      return wrongList(field, rules);
    case "keuzes":
      return wrongChoices(field, rules);
    default:
      return "";
  }
}

/** Where a field stands in the file, as the check calls it. */
function nameOf(field) {
  const role = field.closest("[data-rol]");
  const above = role ? `contact.${role.querySelector("[data-rolnaam]")?.value.trim() ?? role.dataset.rol}` : field.closest("[data-deel]").dataset.deel;
  const group = field.closest("[data-groep]")?.dataset.groep;
  return [above, group, field.dataset.veld].filter(Boolean).join(".");
}

const within = (field) => inputs(field)[0];

function ofFields(part, rules) {
  const found = [];
  for (const field of part.querySelectorAll("[data-veld]")) {
    const group = field.closest("[data-groep]");
    if (!matters(field) || (group && !isFilled(group)) || !isThere(field)) continue;
    const text = wrongField(field, rules[field.dataset.regel]);
    if (text) found.push({ at: within(field), name: nameOf(field), text });
  }
  return found;
}

/** Whether the field belongs to how its role is filled now. */
function isThere(field) {
  const role = field.closest("[data-rol]");
  return !role || field.closest("[data-staat]").dataset.staat === stateOf(role);
}

function ofPeople(role, contact) {
  const found = [];
  for (const person of stateOf(role) === "zelf" ? peopleOf(role) : []) {
    const has = (key) => [...person.querySelectorAll("[data-veld]")].some((one) => one.dataset.veld === key && !isEmpty(one));
    const at = person.querySelector("input");
    const tell = (said) => found.push({ at, name: `contact.${roleName(role)}`, text: `Dit contact ${said}`, place: person.querySelector("[data-fout-persoon]") });
    if (!contact.anyOf.some((keys) => keys.every(has))) tell(contact.said.reach);
    else if (Object.entries(contact.dependentRequired).some(([key, needs]) => has(key) && !needs.every(has))) tell(contact.said.alone);
  }
  return found;
}

export const roleName = (role) => role.querySelector("[data-rolnaam]")?.value.trim() ?? role.dataset.rol;

const insteadOf = (role) => role.querySelector("[data-staat=ander] select");

/** The way from a role to whoever takes over, until somebody is there; it ends at a role that it passed before, or that is not there. */
function wayFrom(role, roles) {
  const way = [roleName(role)];
  let now = role;
  while (now && stateOf(now) === "ander") {
    const next = insteadOf(now).value;
    now = roles.find((one) => roleName(one) === next && stateOf(one) !== "geen");
    if (way.includes(next)) return { way: [...way, next], ends: false };
    way.push(next);
  }
  return { way, ends: !!now };
}

function ofReplacements(roles, said) {
  const found = [];
  const told = new Set();
  for (const role of roles) {
    if (stateOf(role) !== "ander" || !insteadOf(role).value || told.has(roleName(role))) continue;
    const { way, ends } = wayFrom(role, roles);
    if (ends) continue;
    // All roles of a circle are mended at once.
    for (const name of way) told.add(name);
    const circle = way.at(-1) === way[0] || way.slice(0, -1).includes(way.at(-1));
    const text = circle ? said.circle.replace("hr > ict > hr", way.join(" > ")).replace("geef ict", `geef ${way.at(-2)}`) : said.nowhere.replace('"?"', `"${way.at(-1)}"`);
    found.push({ at: insteadOf(role), name: `contact.${roleName(role)}`, text: `Deze rol ${text}` });
  }
  return found;
}

function ofOwnRoles(roles, said, known) {
  const found = [];
  const names = roles.map(roleName);
  for (const role of roles.filter((one) => one.querySelector("[data-rolnaam]"))) {
    const name = roleName(role);
    const at = role.querySelector("[data-rolnaam]");
    const tell = (text, where = at) => found.push({ at: where, name: `contact.${name || "?"}`, text });
    if (!new RegExp(said.pattern).test(name)) tell(`Dit ${said.name}`);
    else if (known.includes(name) || names.filter((one) => one === name).length > 1) tell("Deze naam staat er al. Kies een andere naam.");
    const purposes = [...role.querySelectorAll("[data-veld=waarvoor]")].filter(isThere);
    if (purposes.every(isEmpty)) tell(`Deze rol ${said.purpose}`, within(purposes[0]));
  }
  return found;
}

function wrongOwn(row, said) {
  const kind = row.querySelector("[data-eigensoort]").value;
  const at = ownInput(row);
  const all = kind === "Lijst" ? lines(at) : [at.value.trim()];
  if (!all.length || all.includes("")) return `Dit ${said.empty}`;
  if (new Set(all).size < all.length) return `Dit ${said.twice}`;
  if (all.some((text) => new RegExp(said.braces.pattern).test(text))) return about(said.braces.said, all[0]);
  if (kind === "Dag" && !isDay(all[0])) return about(said.day.replace('"0-0-2024"', '"?"'), all[0]);
  if (kind === "Getal" && !/^(?:0|[1-9]\d{0,8})$/.test(all[0])) return `Dit is geen heel getal: "${all[0]}". Schrijf het in cijfers, of kies een tekst.`;
  return "";
}

function wrongName(name, others, said) {
  const parts = name.split(".");
  if (parts.length > 2 || parts.some((one) => !new RegExp(said.names.pattern).test(one))) return `Dit ${said.name}`;
  if (parts.some((one) => said.names.not.enum.includes(one))) return `Dit ${said.reserved}`;
  const clashes = others.some((one) => one === name || one.startsWith(`${name}.`) || name.startsWith(`${one}.`));
  return clashes ? "Deze naam staat er al. Kies een andere naam." : "";
}

function ofOwn(form, said) {
  const rows = [...form.querySelectorAll("[data-eigen]")];
  const named = (row) => row.querySelector("[data-eigennaam]");
  return rows.flatMap((row) => {
    const name = named(row).value.trim();
    const others = rows.filter((one) => one !== row).map((one) => named(one).value.trim());
    const full = `${said.key}.${name || "?"}`;
    const found = [
      { at: named(row), name: full, text: wrongName(name, others, said) },
      { at: ownInput(row), name: full, text: wrongOwn(row, said), place: row.querySelector("[id$=-waarde-fout]") },
    ];
    return found.filter((one) => one.text);
  });
}

/** Everything that is wrong, in the order of the page: `at` is the input to go to, `place` where the sentence stands if not beside it. */
export function problems(form, data) {
  const roles = [...form.querySelectorAll("[data-rol]")];
  const found = [
    ...[...form.querySelectorAll("[data-deel]")].flatMap((part) => ofFields(part, data.rules)),
    ...roles.flatMap((role) => ofPeople(role, data.contact)),
    ...ofReplacements(roles, data.roles),
    ...ofOwnRoles(roles, data.roles, data.orders.contact),
    ...ofOwn(form, data.own),
  ];
  const order = (a, b) => (a.at.compareDocumentPosition(b.at) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  // One sentence for each place.
  return found.filter((one, n) => found.findIndex((other) => other.at === one.at && other.place === one.place) === n).sort(order);
}
