// Writes a changed value into the text of a YAML file: every other line, comment, quote and list keeps the form in which it was typed.
import { isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";

const READING = { schema: "failsafe", keepSourceTokens: true, strict: false };

/** What a text says, every scalar as the text that was typed. Throws where it is no YAML. */
export function read(text) {
  const file = parseDocument(text, READING);
  if (file.errors.length) throw file.errors[0];
  return plain(file.contents);
}

/** The text with `wanted` in the place of what it says; keys in `bare` are written without quotes when they are new. */
export function write(text, wanted, bare = new Set()) {
  const file = parseDocument(text, READING);
  if (file.errors.length) throw file.errors[0];
  if (!isMap(file.contents)) return blockMap(wanted, 0, bare);
  const writer = new Writer(text, bare);
  writer.change(file.contents, wanted, "");
  return writer.result();
}

function plain(node) {
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [String(pair.key.value), plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  return isScalar(node) && node.value !== null ? String(node.value) : "";
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

class Writer {
  constructor(text, bare) {
    this.text = text;
    this.bare = bare;
    this.edits = [];
  }

  result() {
    let text = this.text;
    // From the end, so that the places before it stay where they are; of two at one place the last was asked last.
    const ordered = this.edits.map((edit, number) => [...edit, number]).sort((a, b) => b[0] - a[0] || b[3] - a[3]);
    for (const [from, to, put] of ordered) text = text.slice(0, from) + put + text.slice(to);
    return text;
  }

  put(from, to, text) {
    this.edits.push([from, to, text]);
  }

  change(node, wanted, key) {
    if (same(plain(node), wanted)) return;
    if (isMap(node) && node.items.length && !node.flow && isObject(wanted)) this.map(node, wanted);
    else if (isSeq(node) && node.items.length && !node.flow && Array.isArray(wanted) && wanted.length) this.sequence(node, wanted, key);
    else if (isSeq(node) && node.items.length && node.flow && isTexts(wanted) && wanted.length) this.flowSequence(node, wanted, key);
    else if (isMap(node) && node.flow && isObject(wanted)) this.flowMap(node, wanted);
    else this.replace(node, wanted, key);
  }

  map(node, wanted) {
    const column = this.column(node.items[0].key.range[0]);
    const there = new Map(node.items.map((pair) => [String(pair.key.value), pair]));
    let before = null;
    for (const [key, value] of Object.entries(wanted)) {
      const pair = there.get(key);
      if (pair) {
        this.change(pair.value, value, key);
        before = pair;
      } else if (before) {
        this.put(this.lineEnd(last(before)), this.lineEnd(last(before)), `\n${" ".repeat(column)}${entry(key, value, column, this.bare)}`);
      } else {
        const at = node.items[0].key.range[0];
        this.put(at, at, `${entry(key, value, column, this.bare)}\n${" ".repeat(column)}`);
      }
    }
    const gone = node.items.filter((pair) => !(String(pair.key.value) in wanted));
    for (const pair of gone) this.drop(pair.key.range[0], last(pair));
  }

  sequence(node, wanted, key) {
    const [from, old, now] = differing(node.items.map(plain), wanted);
    const column = this.dash(node.items[0].range[0]);
    const both = Math.min(old.length, now.length);
    for (let at = 0; at < both; at += 1) this.change(node.items[from + at], now[at], key);
    for (let at = both; at < old.length; at += 1) this.drop(this.dashAt(node.items[from + at].range[0]), last(node.items[from + at]));
    if (now.length <= both) return;
    const style = node.items.find((one) => isScalar(one))?.type;
    const lines = now.slice(both).map((one) => `${" ".repeat(column)}- ${item(one, column + 2, this.bare, style)}`);
    const at = from + both;
    if (at > 0) this.put(this.lineEnd(last(node.items[at - 1])), this.lineEnd(last(node.items[at - 1])), `\n${lines.join("\n")}`);
    else this.put(this.lineStart(node.items[0].range[0]), this.lineStart(node.items[0].range[0]), `${lines.join("\n")}\n`);
  }

  flowSequence(node, wanted, key) {
    const [from, old, now] = differing(node.items.map(plain), wanted);
    const style = node.items[0].type;
    const put = now.map((one) => scalar(one, style, true)).join(", ");
    const end = from + old.length;
    const starts = (at) => node.items[at].range[0];
    const ends = (at) => node.items[at].range[1];
    if (old.length && now.length) this.put(starts(from), ends(end - 1), put);
    else if (now.length && from) this.put(ends(from - 1), ends(from - 1), `, ${put}`);
    else if (now.length) this.put(starts(0), starts(0), `${put}, `);
    else if (from) this.put(ends(from - 1), ends(end - 1), "");
    else this.put(starts(0), starts(end), "");
  }

  flowMap(node, wanted) {
    const keys = node.items.map((pair) => String(pair.key.value));
    if (!same(keys, Object.keys(wanted))) return this.put(node.range[0], node.range[1], flow(wanted, this.bare));
    for (const pair of node.items) {
      const now = wanted[pair.key.value];
      if (same(plain(pair.value), now)) continue;
      if (isSeq(pair.value) || !isScalar(pair.value) || typeof now !== "string") this.change(pair.value, now, pair.key.value);
      else this.put(pair.value.range[0], pair.value.range[1], scalar(now, pair.value.type, true));
    }
    return undefined;
  }

  /** One value in the place of another of a different kind. */
  replace(node, wanted, key) {
    const style = this.bare.has(key) ? "PLAIN" : node?.type;
    if (typeof wanted === "string" && isScalar(node) && node.range[1] > node.range[0]) {
      this.put(node.range[0], node.range[1] - (this.text[node.range[1] - 1] === "\n" ? 1 : 0), scalar(wanted, style, false));
      return;
    }
    const block = !isScalar(node) && !node.flow;
    // A block begins below its key: what replaces it takes the room from there.
    const start = block ? this.text.lastIndexOf(":", this.lineStart(node.range[0])) + 1 : node.range[0];
    const above = this.column(this.text.search(/\S/) < 0 ? 0 : this.keyAt(start));
    const put = value(wanted, above, this.bare, key);
    const space = this.text[start - 1] === ":" && !put.startsWith("\n") ? " " : "";
    this.put(put.startsWith("\n") && !block ? this.trimmed(start) : start, block ? last(node) : node.range[1], space + put);
  }

  keyAt(at) {
    const line = this.lineStart(at);
    return line + this.text.slice(line).search(/[^\s-]/);
  }

  trimmed(at) {
    let to = at;
    while (this.text[to - 1] === " ") to -= 1;
    return to;
  }

  drop(from, to) {
    const start = this.lineStart(from);
    const before = this.text.slice(start, from);
    const end = this.lineEnd(to);
    // The first key behind a dash leaves the dash to the next.
    if (before.trim() === "-") this.put(from, end + 1 + this.text.slice(end + 1).search(/\S/), "");
    else this.put(start, Math.min(end + 1, this.text.length), "");
  }

  lineStart(at) {
    return this.text.lastIndexOf("\n", at - 1) + 1;
  }

  lineEnd(at) {
    const found = this.text.indexOf("\n", at);
    return found < 0 ? this.text.length : found;
  }

  column(at) {
    return at - this.lineStart(at);
  }

  dashAt(at) {
    return this.text.lastIndexOf("-", at - 1);
  }

  dash(at) {
    return this.column(this.dashAt(at));
  }
}

/** Where what was typed for a node ends, without the white space and the comments behind it. */
function last(node) {
  if (node && "key" in node) return node.value && node.value.range[1] > node.value.range[0] ? last(node.value) : node.key.range[1];
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length) return last(node.items.at(-1));
  const block = isScalar(node) && node.type?.startsWith("BLOCK");
  return node.range[1] - (block ? 1 : 0);
}

/** Where two lists begin to differ, and what each has from there to where they are the same again. */
function differing(old, now) {
  let from = 0;
  while (from < Math.min(old.length, now.length) && same(old[from], now[from])) from += 1;
  let behind = 0;
  while (behind < Math.min(old.length, now.length) - from && same(old[old.length - 1 - behind], now[now.length - 1 - behind])) behind += 1;
  return [from, old.slice(from, old.length - behind), now.slice(from, now.length - behind)];
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value) => Array.isArray(value) && value.every((one) => typeof one === "string");

function scalar(text, style, inFlow) {
  if (style === "PLAIN" && isSafe(text, inFlow)) return text;
  if (style === "QUOTE_SINGLE" && !/[\n\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

/** Whether a text without quotes is read back as it is, also by who takes `nee`, `12:30` or a zero at the start for something else. */
function isSafe(text, inFlow) {
  const sign = inFlow ? /^[\p{L}\d][\p{L}\d &'./()+-]*$/u : /^[\p{L}\d][\p{L}\d &'.,/()+-]*$/u;
  const other = /^(?:y|n|yes|no|on|off|ja|nee|null|0\d+|[\d.]+e\d+)$/i;
  return (sign.test(text) && !other.test(text) && text === text.trim()) || text === "ja" || text === "nee";
}

function entry(key, wanted, column, bare) {
  const put = value(wanted, column, bare, key);
  return `${key}:${put.startsWith("\n") ? "" : " "}${put}`;
}

/** A value behind its key, which stands in `column`. */
function value(wanted, column, bare, key) {
  if (typeof wanted === "string") return scalar(wanted, bare.has(key) ? "PLAIN" : "QUOTE_DOUBLE", false);
  if (Array.isArray(wanted)) {
    if (wanted.every((one) => typeof one === "string" && /^[a-z0-9-]+$/.test(one))) return `[${wanted.map((one) => scalar(one, "PLAIN", true)).join(", ")}]`;
    return wanted.map((one) => `\n${" ".repeat(column + 2)}- ${item(one, column + 4, bare)}`).join("");
  }
  return Object.keys(wanted).length ? `\n${" ".repeat(column + 2)}${blockMap(wanted, column + 2, bare).trimEnd()}` : "{}";
}

function item(wanted, column, bare, style = "QUOTE_DOUBLE") {
  if (typeof wanted === "string") return scalar(wanted, style, false);
  return isObject(wanted) ? blockMap(wanted, column, bare).trimEnd() : flow(wanted, bare);
}

function blockMap(wanted, column, bare) {
  return `${Object.entries(wanted)
    .map(([key, one]) => entry(key, one, column, bare))
    .join(`\n${" ".repeat(column)}`)}\n`;
}

function flow(wanted, bare, key = "") {
  if (typeof wanted === "string") return scalar(wanted, bare.has(key) || /^[a-z-]+$/.test(wanted) ? "PLAIN" : "QUOTE_DOUBLE", true);
  if (Array.isArray(wanted)) return `[${wanted.map((one) => flow(one, bare, key)).join(", ")}]`;
  return `{${Object.entries(wanted)
    .map(([name, one]) => `${name}: ${flow(one, bare, name)}`)
    .join(", ")}}`;
}
