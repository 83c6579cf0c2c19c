// Reads what the form holds as the values of a file; what the form does not know stays as it was.

import { get, same } from "./writer.js";

const quoted = (text) => ({ text, bare: false, plain: false });
const bare = (text) => (/^[0-9a-z][\w.-]*$/i.test(text) ? { text, bare: true, plain: false } : quoted(text));
const list = (values) => ({ list: values });
const YES = /^(?:true|yes|on|ja)$/i;

/** The values of an area, one on each line. */
export const lines = (area) => area.value.split("\n").map((line) => line.trim()).filter(Boolean);

const texts = (old) => (old?.list ?? (old?.text ? [old] : [])).map((one) => one.text);
const alike = (a, b) => a.length === b.length && a.every((one, n) => one === b[n]);

/** The inputs of one field. */
export const inputs = (field) => [...field.querySelectorAll("input, select, textarea")];
const chosen = (field) => inputs(field).filter((one) => one.checked).map((one) => one.value);

/** What is typed in a field, without the spaces around it. */
export const typed = (field) => inputs(field)[0].value.trim();

/** Whether nothing is filled in. */
export function isEmpty(field) {
  const kind = field.dataset.soort;
  if (["keuze", "keuzes", "waarheid", "vinkje"].includes(kind)) return chosen(field).length === 0;
  return !typed(field);
}

/** Whether what another field says makes this one matter. */
export function matters(field) {
  const { alleen, bij } = field.dataset;
  if (!alleen) return true;
  const [group, key] = alleen.split(".");
  const other = document.querySelector(`[data-deel="${group}"] [data-veld="${key}"]`);
  return !other || chosen(other).includes(bij);
}

/** A scalar; the one that stood there where it says the same. */
const kept = (old, value) => (old && same(old, value) ? old : value);

function several(field, old) {
  const words = chosen(field);
  if (alike([...words].sort(), texts(old).sort())) return old ?? null;
  return words.length === 1 ? bare(words[0]) : list(words.map(bare));
}

function many(area, old) {
  const all = lines(area);
  if (old && alike(all, texts(old))) return old;
  const before = texts(old);
  return list(all.map((text) => (before.includes(text) ? { ...quoted(text), from: before.indexOf(text) } : quoted(text))));
}

const READ = {
  tekst: (field, old) => kept(old, quoted(typed(field))),
  rol: (field, old) => kept(old, quoted(typed(field))),
  kaal: (field, old) => (old?.text === typed(field) ? old : bare(typed(field))),
  keuze: (field, old) => (old?.text === chosen(field)[0] ? old : bare(chosen(field)[0])),
  waarheid: (field, old) => (old?.text === chosen(field)[0] ? old : bare(chosen(field)[0])),
  keuzes: several,
  regels: (field, old) => many(inputs(field)[0], old),
  vinkje: (field, old) => ((chosen(field).length > 0) === (old?.text === "true") ? (old ?? null) : chosen(field).length ? bare("true") : null),
};

/** What a field gives; null where the fact goes out of the file. `shipped` is the value that the program comes with. */
function valueOf(field, old, shipped) {
  const { soort, nodig, anders, standaard } = field.dataset;
  if (!matters(field)) {
    if (anders) return old?.list?.length === 0 ? old : list([]);
    return old ?? (nodig === undefined ? null : shipped) ?? null;
  }
  if (isEmpty(field) && soort !== "regels" && soort !== "vinkje") {
    if (soort === "keuze" || soort === "waarheid") return old ?? null;
    // What applies then stands in the file, so that the remark above it is about something.
    if (old && standaard) return bare(standaard);
    return nodig === undefined ? null : !old ? null : soort === "keuzes" ? list([]) : quoted("");
  }
  if (soort === "regels" && isEmpty(field) && !old && nodig === undefined) return null;
  return READ[soort](field, old);
}

/** A group with other values; null takes a key out. */
function merged(old, pairs) {
  const now = new Map(old?.group ?? []);
  for (const [key, value] of pairs) {
    if (value) now.set(key, value);
    else now.delete(key);
  }
  return { group: [...now] };
}

/** The fields that stand in `part` itself, not in a contact or role within it. */
const own = (part) => [...part.querySelectorAll("[data-veld]")].filter((one) => one.parentElement.closest("[data-persoon], [data-groep], [data-rol], [data-deel]") === part);

const fieldsOf = (part, old, shipped) => own(part).map((one) => [one.dataset.veld, valueOf(one, get(old, one.dataset.veld), get(shipped, one.dataset.veld))]);

export const stateOf = (role) => role.querySelector(":scope > .staat input:checked")?.value ?? "zelf";
export const peopleOf = (role) => [...role.querySelectorAll("[data-persoon]")];

function instead(role, old) {
  const replaced = get(old, "vervangen_door") ? old : null;
  const found = [...role.querySelectorAll("[data-staat=ander] [data-veld]")];
  return merged(replaced, found.map((one) => [one.dataset.veld, valueOf(one, get(replaced, one.dataset.veld))]));
}

/** The contacts of a role, or who takes over; null where there is nobody. */
function roleValue(role, old) {
  const state = stateOf(role);
  if (state === "geen") return null;
  if (state === "ander") return instead(role, old);
  const people = peopleOf(role).map((one) => {
    const was = one.dataset.was === undefined ? undefined : Number(one.dataset.was);
    const before = was === undefined || get(old, "vervangen_door") ? undefined : old?.list ? old.list[was] : old;
    return { ...merged(before, fieldsOf(one, before)), ...(before ? { from: was } : {}) };
  });
  const there = people.filter((one) => one.group.length);
  if (!there.length && !old) return null;
  return there.length === 1 && !old?.list ? there[0] : list(there);
}

/** Whether anything is filled in within a group. */
export const isFilled = (part) => [...part.querySelectorAll("[data-veld]")].some((one) => !isEmpty(one));

function partValue(part, old, shipped, known) {
  const pairs = fieldsOf(part, old, shipped);
  for (const one of part.querySelectorAll("[data-groep]")) {
    const key = one.dataset.groep;
    const before = get(old, key);
    pairs.push([key, isFilled(one) ? merged(before, fieldsOf(one, before)) : null]);
  }
  const roles = [...part.querySelectorAll("[data-rol]")];
  // One that the organisation named and that went away, or got another name.
  if (roles.length) pairs.push(...(old?.group ?? []).filter(([key]) => !known.includes(key)).map(([key]) => [key, null]));
  for (const role of roles) {
    const name = role.querySelector("[data-rolnaam]")?.value.trim() ?? role.dataset.rol;
    if (name) pairs.push([name, roleValue(role, get(old, role.dataset.eigenRol ?? name))]);
  }
  const now = merged(old, pairs);
  return now.group.length || old?.group?.length === 0 ? now : null;
}

/** The value of a fact of one's own. */
function ownFact(row, old) {
  const kind = row.querySelector("[data-eigensoort]").value;
  const at = ownInput(row);
  if (kind === "Lijst") return many(at, old);
  const text = at.value.trim();
  if (kind === "Waarheid") return old && !old.list && old.bare && YES.test(old.text) === (text === "true") ? old : bare(text);
  if (kind === "Tekst") return kept(old, quoted(text));
  return old?.text === text && old.bare ? old : bare(text);
}

/** Where the value of a fact of one's own is typed. */
export function ownInput(row) {
  const kind = row.querySelector("[data-eigensoort]").value;
  return row.querySelector(`[data-bij-soort~="${kind}"]`);
}

const at = (value, name) => name.split(".").reduce((one, key) => get(one, key), value);

function put(old, [key, ...rest], value) {
  if (!rest.length) return merged(old, [[key, value]]);
  const inner = put(get(old, key), rest, value);
  return merged(old, [[key, inner.group.length ? inner : null]]);
}

/** The facts of one's own; `begun` are the names that the form began with. */
function ownFacts(form, old, begun) {
  const rows = [...form.querySelectorAll("[data-eigen]")];
  if (!old?.group && !rows.length) return old ?? null;
  let now = old?.group ? old : { group: [] };
  for (const name of begun) now = put(now, name.split("."), null);
  for (const row of rows) {
    const name = row.querySelector("[data-eigennaam]").value.trim();
    const before = row.dataset.eigen ? at(old, row.dataset.eigen) : undefined;
    if (name) now = put(now, name.split("."), ownFact(row, before));
  }
  return now.group.length ? now : null;
}

/** Everything that the form holds. */
export function valuesOf(form, data) {
  const { file, shipped, orders, own: { key, begun } } = data;
  const pairs = [...form.querySelectorAll("[data-deel]")].map((part) => {
    const name = part.dataset.deel;
    return [name, partValue(part, get(file.value, name), get(shipped.value, name), orders[name] ?? [])];
  });
  return merged(file.value, [...pairs, [key, ownFacts(form, get(file.value, key), begun)]]);
}
