// Writes a file of facts with other values: every line of what did not change stays as it was.
//
// A value is { text, bare, plain }, { list: [value] } or { group: [[key, value]] }, complete: what it lacks goes out of the file.
// `pieces` come from handbook/serve/form/pieces.py.

const STEP = 2;
const KEY = /^[a-z][a-z0-9_]*$/;
// Words that other readers of YAML take for yes, no or nothing.
const NO_KEY = /^(?:y|n|yes|no|on|off|true|false|null)$/;
// What stands between quotes as it is; everything else is written as an escape, so that no reader takes it for the end of a line.
const ODD = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/g;
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

const escaped = (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");

/** The value as it is typed in the file. */
export function scalar(value) {
  if (value.bare || value.plain) return value.text;
  const parts = JSON.stringify(value.text).split(PAIR);
  const pairs = value.text.match(PAIR) ?? [];
  return parts.map((part, n) => part.replace(ODD, escaped) + (pairs[n] ?? "")).join("");
}

const space = (room) => " ".repeat(room);
const named = (key) => (KEY.test(key) && !NO_KEY.test(key) ? key : JSON.stringify(key));

/** One key with its value on new lines, `room` spaces in. */
export function rendered(key, value, room) {
  const start = `${space(room)}${named(key)}:`;
  if (value.list) {
    return value.list.length ? [start, ...value.list.flatMap((item) => itemLines(item, room + STEP))] : [`${start} []`];
  }
  if (value.group) return value.group.length ? [start, ...body(value, room + STEP)] : [`${start} {}`];
  return [`${start} ${scalar(value)}`];
}

const body = (value, room) => value.group.flatMap(([key, one]) => rendered(key, one, room));

function itemLines(value, room) {
  if (!value.group) return [`${space(room)}- ${scalar(value)}`];
  return dashed(body(value, room + STEP), room);
}

/** The lines of a group with a dash before its first key. */
function dashed(lines, room) {
  const at = lines.findIndex((line) => line.trim() && !line.trimStart().startsWith("#"));
  return lines.map((line, n) => (n === at ? `${space(room)}-${line.slice(room + 1)}` : line));
}

/** Whether two values are the same in the file, so that its lines can stay. */
export function same(old, now) {
  if (!old || !now) return !old && !now;
  if (old.list) return !!now.list && old.list.length === now.list.length && old.list.every((one, n) => same(one, now.list[n]));
  if (old.group) {
    const left = new Map(now.group ?? []);
    return !!now.group && left.size === old.group.length && old.group.every(([key, one]) => same(one, left.get(key)));
  }
  return old.text === now.text && (!!old.plain || !!old.bare === !!now.bare);
}

const moved = (lines, by) => lines.map((line) => (by < 0 ? line.slice(Math.min(-by, line.length - line.trimStart().length)) : line && space(by) + line));

/** The lines of one contact or other group, `room` spaces in: those of `block`, which held `old`, where there is one. */
function groupAt(block, old, now, room, more) {
  return block ? moved(groupLines(block, old, now, more), room - block.room) : body(now, room);
}

/** Which of the old items each new one was: the browser's page says it with `from`. */
function listLines(items, old, now, more) {
  return now.list.flatMap((one) => {
    const entry = one.from === undefined ? null : items.entries[one.from];
    if (!entry) return itemLines(one, items.room);
    if (same(old.list[one.from], one)) return [...entry.lead, ...entry.lines];
    if (!entry.group || !one.group) return [...entry.lead, ...itemLines(one, items.room)];
    return [...entry.lead, ...dashed(groupLines(entry.group, old.list[one.from], one, more), items.room)];
  }).concat(items.tail);
}

/** The lines of a key whose value changed. */
function changed(entry, old, now, room, more) {
  const head = entry.lines[0];
  if (entry.group && now.group) return [head, ...groupLines(entry.group, old, now, more)];
  if (entry.items && now.list?.length) return [head, ...listLines(entry.items, old, now, more)];
  if (entry.group && now.list?.length) {
    // One contact became several.
    const within = room + STEP;
    const item = (one) => (one.from === undefined ? itemLines(one, within) : dashed(groupAt(entry.group, old, one, within + STEP, more), within));
    return [head, ...now.list.flatMap(item)];
  }
  if (entry.items && now.group) {
    const from = now.from === undefined ? null : entry.items.entries[now.from];
    return [head, ...(from?.lead ?? []), ...groupAt(from?.group, old.list[now.from], now, room + STEP, more)];
  }
  return rendered(entry.key, now, room);
}

/** The remarks that the shipped file has above a key, as far as this one does not have them yet. */
function remarks(entry, room, more) {
  const there = (line) => line.trim() && more.lines.has(line.trim());
  return moved(entry.lead.filter((line) => !there(line)), room);
}

/** A key that the file lacked: with the remarks of the shipped file. */
function added(key, value, room, more) {
  const entry = more.shipped?.pieces.entries.find((one) => one.key === key);
  if (!entry) return rendered(key, value, room);
  const lead = remarks(entry, room - more.shipped.pieces.room, more);
  const old = get(more.shipped.value, key);
  if (!entry.group || !value.group || entry.off) return [...lead, ...rendered(key, value, room)];
  return [...lead, `${space(room)}${named(key)}:`, ...groupAt(entry.group, old, value, room + STEP, deeper(more, key))];
}

export const get = (value, key) => value?.group?.find(([name]) => name === key)?.[1];

/** What belongs to a group one step further in. */
function deeper(more, key) {
  const entry = more.shipped?.pieces.entries.find((one) => one.key === key);
  const shipped = entry?.group ? { pieces: entry.group, value: get(more.shipped.value, key) } : null;
  return { ...more, shipped, order: more.orders[more.path ? `${more.path}.${key}` : key] ?? [], path: more.path ? `${more.path}.${key}` : key };
}

function groupLines(block, old, now, more) {
  const left = new Map(now.group);
  const parts = block.entries.map((entry) => {
    const { key, lead, lines, off } = entry;
    const before = off ? undefined : get(old, key);
    const value = left.get(key);
    left.delete(key);
    if (off ? value === undefined : same(before, value)) return { key, lines: [...lead, ...lines] };
    if (value === undefined) return { key, lines: [...lead, ...hidden(key, block.room, more)] };
    if (off) return { key, lines: [...lead, ...rendered(key, value, block.room)] };
    return { key, lines: [...lead, ...changed(entry, before, value, block.room, deeper(more, key))] };
  });
  for (const [key, value] of left) place(parts, key, added(key, value, block.room, more), more.order);
  return [...parts.flatMap((part) => part.lines), ...block.tail];
}

/** What the shipped file has instead of a fact that may be absent: its line behind a hash. */
function hidden(key, room, more) {
  const entry = more.shipped?.pieces.entries.find((one) => one.key === key && one.off);
  return entry ? moved(entry.lines, room - more.shipped.pieces.room) : [];
}

/** Puts a new key behind the last one that the model names before it. */
function place(parts, key, lines, order) {
  const number = order.indexOf(key);
  let at = parts.length;
  if (number >= 0) {
    const before = parts.map((part) => order.indexOf(part.key) >= 0 && order.indexOf(part.key) < number).lastIndexOf(true);
    if (before >= 0) at = before + 1;
  }
  parts.splice(at, 0, { key, lines });
}

/** The text of the file with the values `now`; `file` and `shipped` are { pieces, value }, `orders` has the keys of each group in the model's order. */
export function written({ file, shipped, orders }, now) {
  const lines = new Set(file.text.split("\n").map((line) => line.trim()));
  return groupLines(file.pieces, file.value, now, { shipped, orders, order: orders[""], lines, path: "" }).join("\n") + "\n";
}
