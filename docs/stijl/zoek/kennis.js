"use strict";
// What the site knows: its documents by the words in them, what docs/gegevens/synoniemen.yml says of words, and which other words are good Dutch.

let site;

const bars = (text) => (text ? text.split("|") : []);

function learn(index) {
  const { config, docs, further = [] } = index.woorden ? unpacked(index) : index, zoek = config.zoek || {};
  site = {
    docs: new Map(), terms: new Map(), stems: new Map(), shown: new Map(), meant: new Map(), platforms: new Map(), said: new Map(), longest: 1,
    weak: new Set(bars(zoek.zwak).map(fold)), vague: new Set(bars(zoek.vaag).map((word) => stem(fold(word)))), alone: bars(zoek.alleen),
    good: filter(zoek.goed),
  };
  const all = docs.map(hold);
  for (const [word, rows] of further) {
    const read = fold(word).replace(/:/g, ".");
    for (const row of rows) {
      const one = all[row];
      if (!one.title.has(read) && !one.zoek.has(read) && !one.text.has(read)) has(one, read);
      one.text.add(read);
    }
  }
  // A word among few says more than one in a table of everything.
  const usual = all.reduce((sum, one) => sum + one.text.size, 0) / docs.length;
  for (const one of site.docs.values()) one.dense = Math.min(1.15, 1 / (1 - SHARE.long + (SHARE.long * one.text.size) / usual));
  for (const word of site.terms.keys()) {
    const forms = site.stems.get(stem(word));
    if (forms) forms.push(word); else site.stems.set(stem(word), [word]);
  }
  means(zoek);
}

// One document: an article, another part of a page, a dilemma, or what a page says before all these. That of MkDocs by itself has a text.
function hold(doc) {
  const one = { doc, title: new Set(words(doc.title)), ...givenWords(doc.zoek || ""), text: new Set(words(doc.text || "")), page: doc.location.split("#")[0], at: site.docs.size };
  for (const word of new Set([...one.title, ...one.zoek.keys(), ...one.text])) has(one, word);
  site.docs.set(doc.location, one);
  return one;
}

function has(one, word) {
  const holding = site.terms.get(word);
  if (holding) holding.push(one); else site.terms.set(word, [one]);
}

// The words of employees: what each says by itself, and the phrases among them. A word of a phrase says little where the others are not asked.
// Where one is the whole question it says much: of a phrase more than of a word, and more where it is one of few.
function givenWords(text) {
  const zoek = new Map(), phrases = [], exact = new Map(), all = bars(text);
  for (const given of all) {
    const held = words(given), some = held.filter((word) => !site.weak.has(word));
    exact.set(held.map(stem).join(" "), 1 / all.length + (held.length > 1));
    if (some.length > 1) phrases.push(some);
    for (const word of held) zoek.set(word, Math.max(zoek.get(word) || 0, some.length > 1 ? SHARE.phrase : 1));
  }
  return { zoek, phrases, exact };
}

function means(zoek) {
  const add = (from, to) => {
    const key = words(from).map(stem).join(" ");
    site.longest = Math.max(site.longest, key.split(" ").length);
    site.meant.set(key, [...(site.meant.get(key) || []), ...to.filter((t) => t !== from)]);
    if (!key.includes(" ")) site.shown.set(fold(from), from);
    // What stands in a saying alone is no slip either, and may be meant: "uit de school klappn".
    else for (const word of words(from)) if (!known(word)) site.said.set(stem(word), word);
  };
  for (const group of (zoek.groepen || []).map(bars)) for (const word of group) add(word, group);
  for (const [to, all] of zoek.enkel || []) for (const from of bars(all)) add(from, bars(to));
  for (const [names, leads] of zoek.platforms || []) {
    const one = { names: bars(names).map((name) => words(name).join("")), leads: bars(leads) };
    for (const name of bars(names)) site.shown.set(fold(name), name);
    for (const name of one.names) site.platforms.set(name, one);
  }
}

// The platform of this name, or of a form of it that is no other word: tiktoks, facebooken.
function platform(word) {
  if (site.platforms.has(word) || word.length < 6 || site.terms.has(word) || site.stems.has(stem(word)) || site.meant.has(stem(word))) return site.platforms.get(word);
  const root = stem(word);
  for (const [name, one] of site.platforms) if (name.length > 5 && stem(name) === root) return one;
}

const known = (word) => site.platforms.has(word) || site.terms.has(word) || site.stems.has(stem(word)) || site.meant.has(stem(word)) || site.weak.has(word);

// How many documents hold the word.
const holders = (word, none = 0) => site.terms.get(word)?.length || none;

// The words of the site that are forms of this one.
const forms = (word) => [...new Set([...(site.stems.get(stem(word)) || []), ...(site.terms.has(word) ? [word] : [])])];

// Good Dutch that the site has not, such as docent: whoever types it made no slip. The words themselves would weigh three times as much
// as this (Bloom) filter of handbook/build/search/common_words.py; three in a thousand other words pass it too, and are then not corrected.
function filter(packed) {
  if (!packed) return () => false;
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0)), bits = bytes.length * 8;
  return (word) => [...Array(HASHES).keys()].every((n) => { const at = hash(rough(word), n) % bits; return bytes[at >> 3] & (1 << (at & 7)); });
}

// Rougher than stem(), so that a form of a word of the list passes too: the build does it by the same regular expressions.
const rough = (word) => word.replace(/(?<=\w{4})(?:eer(?:den?|[td])|eren|ing(?:en)?|en|es|[ets])$/, "").replace(/([aeou])\1(?=[^aeiou]$)|([^aeiou])\2$/, "$1$2");

const HASHES = 8;

// FNV-1a, begun otherwise for each of the hashes.
function hash(word, n) {
  let sum = (0x811c9dc5 ^ n) >>> 0;
  for (let i = 0; i < word.length; i++) sum = Math.imul(sum ^ word.charCodeAt(i), 0x01000193) >>> 0;
  return (sum ^ (sum >>> 15)) >>> 0;
}
