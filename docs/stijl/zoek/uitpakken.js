"use strict";
// The index as handbook/core/search_index.py and word_list.py write it, in plain form: documents with names and texts.

// What stands for a word, one to three of them; the words that are said most come first, and have one.
const SIGNS = Array.from({ length: 93 }, (_, at) => String.fromCharCode(at + 33)).filter((sign) => !/["\\]/.test(sign)), BASE = SIGNS.length;

function unpacked({ config, docs, woorden: [often, others, places] }) {
  const few = [...list(often)], all = [...few, ...list(others)], text = reader(all, few.length);
  const [locations, titles, said, boosts] = docs.map((column) => column.split("\n"));
  let page = "";
  return {
    config: { zoek: each(config.zoek || {}, text) },
    docs: locations.map((place, at) => {
      if (place[0] !== "#") [page] = place.split("#");
      const title = titles[at].replace(/^(?=\d+\.\d)/, "Artikel ").trim();
      return { location: place[0] === "#" ? page + place : place, title, zoek: text(said[at]), boost: +boosts[at] };
    }),
    further: places.split(" ").map((steps, at) => [all[at], rows(steps)]),
  };
}

// Every text in what the config says, but for the words that are good Dutch.
const each = (said, text) => (typeof said === "string" ? text(said) : Array.isArray(said) ? said.map((one) => each(one, text))
  : Object.fromEntries(Object.entries(said || {}).map(([name, one]) => [name, name === "goed" ? one : each(one, text)])));

// Words, each by how much of it is that of the one before.
function* list(packed) {
  let word = "";
  for (const [, shared, end] of packed.matchAll(/([A-Z])([^A-Z]*)/g)) yield word = word.slice(0, shared.charCodeAt(0) - 65) + end;
}

// A text by the places of its words: ~ binds the words of one phrase.
function reader(all, few) {
  let thrice = 0;
  while ((BASE - few - thrice) * BASE + thrice * BASE * BASE < all.length - few) thrice++;
  const twice = few + (BASE - few - thrice) * BASE, places = new Map(SIGNS.map((sign, at) => [sign, at]));
  return (packed) => {
    let out = "", between = "";
    for (let at = 0; at < packed.length; at++) {
      if (packed[at] === "~") { between = " "; continue; }
      let place = places.get(packed[at]);
      if (place >= few) place = few + (place - few) * BASE + places.get(packed[++at]);
      if (place >= twice) place = twice + (place - twice) * BASE + places.get(packed[++at]);
      out += between + all[place];
      between = "|";
    }
    return out;
  };
}

// The rows that hold a word, by the steps from one to the next.
function rows(steps) {
  const found = [];
  let row = -1, high = 0;
  for (const sign of steps) {
    const code = sign.charCodeAt(0);
    if (code > 92) { high = high * 34 + code - 93; continue; }
    row += high * 57 + code - 35;
    high = 0;
    found.push(row);
  }
  return found;
}
