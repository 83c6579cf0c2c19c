"use strict";
// What was probably meant by a word that nobody knows: one slip away from a word of the site, or a compound of its words.

// Words of the site, or of the list of synonyms, that were probably meant. Never for a word that is good Dutch: docent is no slip for doen.
function corrected(word, more = 0) {
  // A key held too long: no word has a letter three times in a row.
  const once = word.replace(/(\p{L})\1{2,}/gu, "$1$1");
  if (once !== word && known(once)) return [once];
  const most = word.length < 4 || site.said.has(stem(word)) || /\d/.test(word) || site.good(word) ? 0 : (word.length > 7 ? 2 : 1) + more;
  // Of a word of three letters two may have been turned round: coa, vnp.
  if (word.length === 3 && !site.good(word)) return [word[1] + word[0] + word[2], word[0] + word[2] + word[1]].filter((turned) => turned !== word && known(turned) && !site.weak.has(turned)).slice(0, 1);
  if (!most) return [];
  const heard = sound(word), root = stem(word);
  const found = [];
  for (const term of new Set([...site.terms.keys(), ...site.shown.keys(), ...site.said.values()])) {
    if (term.length < 4 || Math.abs(term.length - word.length) > 3 || /\d/.test(term)) continue;
    // A short word is like many.
    if (word.length < 5 && term[0] !== word[0]) continue;
    let n = slips(word, term, most);
    // Of the forms of a word the site may have another: uiitlatingen is near uitlating.
    if (n > 1 && root.length > 4 && slips(root, stem(term), 1) < 2) n = 1;
    if (n > 1 && term.length > 4) n = [1, word.length > 5 && 1.4][slips(heard, sound(term), 1)] || n;
    // Towards a telling word: one that says nothing is only meant where nothing else is as near.
    if (n < most + 1) found.push({ term, n: n - (term[0] === word[0] ? 0.3 : 0) - Math.min(0.25, holders(term, 1) / 100) - (site.shown.has(term) ? 0.1 : 0) + (site.weak.has(term) ? 0.3 : 0) });
  }
  // gecontrloeerd: of many verbs the site has other forms only.
  if (!found.length && /^ge.{6,}/.test(word)) return corrected(word.slice(2), more);
  return found.sort((a, b) => a.n - b.n || (a.term < b.term ? -1 : 1)).filter((c, i, all) => i < 3 && c.n < all[0].n + 0.7).map((c) => c.term);
}

// One slip apart, themselves or what their forms share.
const near = (a, b) => slips(a, b, 1) < 2 || slips(stem(a), stem(b), 1) < 2;

// A compound that the site does not have, in words that it has: the whole in two or three parts, or else its tail or its beginning;
// `loose` is where nothing else was found, and any end or beginning that is known says something.
function split(word, depth = 0, loose = 0) {
  for (let at = 3; at < word.length - 2; at++) {
    const head = word.slice(0, at), tail = word.slice(at);
    if (!known(tail) || site.weak.has(tail)) continue;
    for (const first of [head, head.replace(/s$/, "")]) {
      if (first.length > 2 && known(first) && !site.weak.has(first)) return [first, tail];
      const more = depth < 1 && first.length > 5 ? split(first, depth + 1) : null;
      if (more && more.length > 1) return [...more, tail];
    }
  }
  if (depth || (site.good(word) && !loose)) return null;
  const least = (share) => (loose ? 0 : share * word.length), tells = (part) => known(part) && !(loose && site.weak.has(part));
  for (let at = 3; at < word.length - 3; at++) if (tells(word.slice(at)) && word.length - at > least(0.55)) return [word.slice(at)];
  for (let at = word.length - 2; at > Math.max(4 - loose, least(0.6)); at--) if (tells(word.slice(0, at))) return [word.slice(0, at)];
  return null;
}

// facebookwachtwood, rddelpagina: one part is right, and the other is one slip from a word.
function splitAndCorrect(word) {
  for (let at = word.length - 4; at > 3; at--) {
    const parts = [word.slice(0, at), word.slice(at)], right = parts.map(known);
    if (right[0] === right[1]) continue;
    const wrong = parts[+right[0]], [meant] = wrong.length > 4 ? corrected(wrong) : [];
    if (meant && near(wrong, meant)) return right[0] ? [parts[0], meant] : [meant, parts[1]];
  }
  return null;
}

// Words that may stand behind the verb that they belong to: "schelden mij uit" is of uitschelden.
const PARTICLES = new Set("aan af op uit in mee door over toe terug weg voor na om bij tegen neer los vast samen rond".split(" "));
// What may follow such a word. Before anything else it is a preposition: "zet een foto op facebook" is not of opzetten.
const FOLLOWS = new Set("op in via bij met tegen door over als omdat want en maar of dat wat hoe terwijl toen voor van tijdens na".split(" "));

// Where in `found` the particle of the verb at `at` stands, and the verb as one word that is known here.
function rejoined(found, at) {
  const verb = found[at].word;
  if (verb.length < 3 || PARTICLES.has(verb)) return null;
  for (let i = at + 1; i < Math.min(found.length, at + 8); i++) {
    const { word } = found[i], next = found[i + 1];
    if (!PARTICLES.has(word) || (next && !FOLLOWS.has(next.word))) continue;
    const whole = word + verb;
    if (site.stems.has(stem(whole)) || site.meant.has(stem(whole))) return { i, whole };
  }
  return null;
}
