// Between what a file says and what a form can show: one or more values, groups by name, and what the form has no field for.
import { read, same, write } from "./yaml_file.js";

const SOURCE = "__bron";
const KIND = "__soort";
const NAME = "sleutel";
const VALUE = "waarde";

const split = (text, between) => text.split(between).map((one) => one.trim()).filter(Boolean);
const holdsComma = (list) => list.some((one) => String(one).includes(","));

/** Lists that a form shows as one text. */
const LISTS = {
  regels: { shown: (list) => list.join("\n"), typed: (text) => split(text, "\n") },
  // Words with a comma in one of them stand below each other.
  woorden: {
    shown: (list) => list.join(holdsComma(list) ? "\n" : ", "),
    typed: (text, was) => split(text, holdsComma(was) ? "\n" : /[,\n]/),
  },
  groepen: { shown: (list) => list.map((one) => [].concat(one).join(", ")).join("\n"), typed: (text) => split(text, "\n").map((one) => split(one, ",")) },
};

/** The reader and writer of one kind of file; `fields` are those of its form, `page` whether the data stand at the head of a text. */
export function format(fields, { page = false, whole = false } = {}) {
  const bare = new Set(bareNames(fields));
  return {
    fromFile(text) {
      const [head, body] = page ? parted(text) : [text, ""];
      if (whole) return { tekst: text, [SOURCE]: text };
      const found = read(head) || {};
      const revision = page && "status" in found ? { [KIND]: "revisie" } : {};
      return { ...shown(found, fields), ...(page ? { body } : {}), ...revision, [SOURCE]: text };
    },
    toFile(data) {
      const { [SOURCE]: source = "", [KIND]: _, body = "", ...filled } = data;
      if (whole) return ended(data.tekst ?? "");
      const [head] = page ? parted(source) : [source];
      const was = read(head);
      const put = write(head, typed(filled, fields, was), bare);
      return page ? `---\n${ended(put)}---\n${ended(source ? body : headed(body, data.title))}` : ended(put);
    },
  };
}

const ended = (text) => (text.endsWith("\n") || text === "" ? text : `${text}\n`);

/** A page that begins here has its title for a heading, where nobody typed one. */
const headed = (body, title) => (/^# /m.test(body) ? body : `# ${title ?? ""}\n\n${body.trimStart()}`);

function parted(text) {
  const found = /^---[ \t]*\n([\s\S]*?)^---[ \t]*\n?/m.exec(text);
  return found && found.index === 0 ? [found[1], text.slice(found[0].length)] : ["", text];
}

function* bareNames(fields) {
  for (const field of fields) {
    if (field.kaal) yield field.name;
    yield* bareNames(field.fields ?? (field.field ? [field.field] : []));
  }
}

/** What the form shows of what stands in the file; what it has no field for comes along. */
function shown(value, fields) {
  const found = { ...value };
  for (const field of fields) if (field.name in found) found[field.name] = shownOne(found[field.name], field);
  const all = fields.find((field) => field.vorm === "alles");
  return all ? { [all.name]: shownOne(value, { ...all, vorm: "benoemd" }) } : found;
}

function shownOne(value, field) {
  if (LISTS[field.vorm]) return LISTS[field.vorm].shown(Array.isArray(value) ? value : value === "" ? [] : [value]);
  if (field.vorm === "benoemd") {
    if (!isObject(value)) return [];
    return Object.entries(value).map(([name, one]) => ({ [NAME]: name, ...(isObject(one) ? shown(one, field.fields) : { [VALUE]: one }) }));
  }
  if (field.vorm === "meer") {
    const list = Array.isArray(value) ? value : value === "" ? [] : [value];
    return field.fields ? list.map((one) => (isObject(one) ? shown(one, field.fields) : one)) : list;
  }
  if (field.fields && isObject(value)) return shown(value, field.fields);
  if (field.fields && Array.isArray(value)) return value.map((one) => (isObject(one) ? shown(one, field.fields) : one));
  return value;
}

/** What the file must say for what the form shows; `was` is what stood there. */
function typed(value, fields, was) {
  const all = fields.find((field) => field.vorm === "alles");
  if (all) return typedOne(value[all.name], { ...all, vorm: "benoemd" }, was);
  const found = {};
  const kept = isObject(was) ? was : {};
  const byName = new Map(fields.map((field) => [field.name, field]));
  // In the order of the file; what is new stands where the form has it.
  for (const name of inOrder(Object.keys(kept), Object.keys(value), [...byName.keys()])) {
    if (!(name in value)) continue;
    const one = byName.has(name) ? typedOne(value[name], byName.get(name), kept[name]) : value[name];
    if (!isEmpty(one) || (name in kept && same(one, kept[name]))) found[name] = one;
  }
  return found;
}

function inOrder(old, now, form) {
  const found = [...old];
  for (const name of now.filter((one) => !old.includes(one)).sort((a, b) => form.indexOf(a) - form.indexOf(b))) {
    const before = form.slice(0, form.indexOf(name)).reverse().find((one) => found.includes(one));
    found.splice(before === undefined ? (form.includes(name) ? 0 : found.length) : found.indexOf(before) + 1, 0, name);
  }
  return found;
}

function typedOne(value, field, was) {
  if (value === null || value === undefined) return LISTS[field.vorm] ? [] : "";
  if (LISTS[field.vorm]) {
    // What was not touched stays, whatever stands in it.
    const list = Array.isArray(was) ? was : was === undefined || was === "" ? [] : [was];
    const text = String(value);
    if (text === LISTS[field.vorm].shown(list)) return was ?? [];
    return LISTS[field.vorm].typed(text, list);
  }
  if (field.vorm === "benoemd") {
    const kept = isObject(was) ? was : {};
    return Object.fromEntries(
      value.filter((one) => one && one[NAME]).map(({ [NAME]: name, ...one }) => [name, VALUE in one ? one[VALUE] : typed(one, field.fields, kept[name])]),
    );
  }
  if (field.vorm === "meer") {
    const list = Array.isArray(value) ? value : [value];
    const before = (at) => (Array.isArray(was) ? was[at] : at === 0 ? was : undefined);
    const all = list.map((one, at) => (field.fields ? typed(one ?? {}, field.fields, before(at)) : one)).filter((one) => !isEmpty(one));
    return all.length === 1 && !Array.isArray(was) ? all[0] : all;
  }
  if (field.fields && Array.isArray(value)) return value.map((one, at) => typed(one ?? {}, field.fields, Array.isArray(was) ? was[at] : undefined));
  if (field.fields && isObject(value)) return typed(value, field.fields, was);
  if (Array.isArray(value)) return value.filter((one) => one !== "" && one !== null && one !== undefined).map(String);
  return typeof value === "object" ? value : String(value);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function isEmpty(value) {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : value === "" || value === null || value === undefined;
}
