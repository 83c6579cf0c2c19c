"use strict";
// Which document answers best: what each says of the words that were asked for, and what they are worth.

// What a place says of a document. The words of a page count for its sections too, but less.
const PLACE = { title: 0.78, zoek: 0.78, text: 0.38, pageTitle: 0.26, pageZoek: 0.3 };
// What counts besides: how much a long text weakens its words, how much of the question must be there, what other sections and other
// readings add, what a general verb is worth (in "zeggen wat ik verdien" verdien decides), and what a section must have of its page.
const SHARE = { phrase: 0.5, whole: 1.3, long: 0.35, asked: 0.56, others: 0.2, readings: 0.25, vague: 0.4, section: 0.5 };
// A rule counts more than a text about it.
const RULE = { title: /^Artikel \d/, much: 1.2 };

// Of the best answer, what another must have of its worth and of what it covers.
const LEAST = { score: 0.25, covered: 0.4, short: 1.45 };

// Each dilemma is a case of its own, and its page only holds them together: ten of them compete as ten.
const CASES = /^dilemmas\/.+#/;

// The words of phrases that are asked as a whole, each by another word of the question.
function wholePhrases(one, meant) {
  const whole = new Set();
  for (const phrase of one.phrases) {
    const things = phrase.map((word) => meant.get(word)?.thing);
    if (things.every((thing) => thing !== undefined) && new Set(things).size === phrase.length) for (const word of phrase) whole.add(word);
  }
  return whole;
}

// How much a document says of a word: 0 is nothing, 1 is everything.
function place(one, page, word, whole) {
  let without = 1, waar = null;
  const see = (there, much, where) => { if (there) { without *= 1 - much; waar = waar || where; } };
  see(one.title.has(word), PLACE.title, "titel");
  see(one.zoek.has(word), PLACE.zoek * (whole.has(word) ? SHARE.whole : one.zoek.get(word) || 0), "zoekwoord");
  see(one.text.has(word), PLACE.text * one.dense, "tekst");
  if (page && page !== one) {
    see(page.title.has(word), PLACE.pageTitle, "pagina");
    see(page.zoek.has(word), PLACE.pageZoek * (page.zoek.get(word) || 0), "pagina");
  }
  return { much: 1 - without, waar };
}

function reads(one, page, reading, whole) {
  let much = 0, waar = null;
  for (const options of reading.any || [reading.parts]) {
    const best = options.map((w) => place(one, page, w, whole)).reduce((a, b) => (b.much > a.much ? b : a));
    if (!best.much) return { much: 0 };
    much += best.much / (reading.any ? reading.any.length : 1);
    waar = waar || best.waar;
  }
  return { much: much * reading.sure, waar };
}

// Every word counts by its best reading. The others count for a quarter: who types baas is answered best where
// leidinggevende, chef and manager all stand, not where one of them does.
function judge(one, asked, wholes = []) {
  const page = site.docs.get(one.page), whole = wholePhrases(one, telling);
  let score = 0, covered = 0, total = 0;
  const waarom = [];
  for (const { woord, found, rare } of asked) {
    let best = { worth: 0 };
    const worths = new Map();
    for (const reading of found) {
      const now = reads(one, page, reading, whole), worth = now.much * reading.rare;
      if (!worth) continue;
      const key = reading.parts.join(" ");
      worths.set(key, Math.max(worths.get(key) || 0, worth));
      if (worth > best.worth) best = { ...now, worth, reading };
    }
    total += rare;
    if (!best.worth) continue;
    const others = [...worths.values()].reduce((sum, worth) => sum + worth, -best.worth);
    covered += rare * best.reading.sure;
    score += best.worth + SHARE.readings * others;
    const als = best.reading.parts.join(" ");
    waarom.push({ woord, als: site.shown.get(als) || als, hoe: best.reading.hoe, waar: best.waar });
  }
  const counts = (1 - SHARE.asked + SHARE.asked * (covered / total)) * (one.doc.boost || (RULE.title.test(one.doc.title) ? RULE.much : 1));
  const exact = Math.max(0, ...wholes.map((whole) => one.exact.get(whole) || 0)) * counts;
  return { score: (score / total) * counts + exact, exact, covered: covered / total, waarom };
}

// Rare words say more: how many documents hold the word, or all the words, of a reading.
function weigh(asked) {
  for (const one of asked) {
    for (const r of one.found) {
      const held = Math.min(...(r.any || [r.parts]).map((options) => options.reduce((sum, w) => sum + holders(w), 0)));
      r.rare = Math.log(1 + site.docs.size / (held + 2));
    }
    // What was typed stands in the text: then no synonym says more, however rare it is.
    const itself = Math.max(0, ...one.found.filter((r) => r.hoe === "gewoon" || r.hoe === "vorm").map((r) => r.rare));
    for (const r of one.found) {
      if (itself && r.hoe === "synoniem") r.rare = Math.min(r.rare, itself);
      r.rare *= (r.counts || 1) * (one.vague ? SHARE.vague : 1);
    }
    const sure = one.found.filter((r) => r.sure > 0.6);
    one.rare = Math.max(...(sure.length ? sure : one.found).map((r) => r.rare * r.sure));
  }
}

// The documents by page, what answers best first.
function ordered(found, asked, most) {
  const groups = new Map(), held = new Map();
  for (const one of found) held.set(one, (held.get(one) || 0) + 1);
  // Of what answers as well, what holds more of the words that could be meant; and then what stands first in the handbook.
  const some = [...held.keys()].sort((a, b) => held.get(b) - held.get(a) || a.at - b.at);
  for (const one of some) {
    const key = CASES.test(one.doc.location) ? one.doc.location : one.page;
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  const ranked = [...groups.values()].map((some) => rank(some, asked, most)).filter((g) => g.items.length);
  ranked.sort((a, b) => b.best - a.best);
  // Whose words the whole question is comes first, and makes what else answers it no worse.
  const best = Math.max(0, ...ranked.map((g) => g.best - g.exact));
  // What covers much less of the question than the best answers do is no answer to it.
  const covers = Math.max(0, ...ranked.slice(0, 3).map((g) => g.items[0].covered));
  const kept = ranked.filter((g) => g.best > best * LEAST.score * most.less && g.items[0].covered >= covers * LEAST.covered * most.less);
  return kept.slice(0, most.pages).map((g) => g.items);
}

// How much of the question the best answer covers; a word that nobody knows weighs as the others do.
function covering(groups, asked, unknown) {
  if (unknown.length && asked.every((one) => site.weak.has(fold(one.woord)))) return 0;
  const total = asked.reduce((sum, one) => sum + one.rare, 0), lost = unknown.filter((word) => !platform(fold(word))).length * (total / asked.length);
  const { covered = 0, score = 0 } = groups[0]?.[0] || {};
  // One or two words that are answered stand in a title or among the words of employees. Where they only stand somewhere in a text
  // ("wat kost een advocaat"), that is little.
  return ((covered * total) / (total + lost)) * (asked.length < 3 ? Math.min(1, score / LEAST.short) : 1);
}

function rank(some, asked, most) {
  const judged = some.map((one) => ({ one, ...judge(one, asked, most.wholes) })).filter((j) => j.score > 0);
  judged.sort((a, b) => b.score - a.score);
  const best = judged.length ? judged[0].score + SHARE.others * judged.slice(1, 3).reduce((sum, j) => sum + j.score, 0) / 2 : 0;
  // What a page says before its sections only leads to them: of those, one that answers half as well comes first.
  const [first, second] = judged, { exact = 0 } = first || {};
  if (second && first.one.doc.location === first.one.page && second.score - second.exact > (first.score - exact) * SHARE.section) {
    first.score = second.score;
    judged.splice(0, 2, second, first);
  }
  const kept = judged.filter((j) => j.score > (judged[0].score - judged[0].exact) * 0.35 * most.less).slice(0, most.sections);
  const whole = site.docs.get(some[0].page);
  if (kept.length && whole && !kept.some((j) => j.one === whole)) kept.push({ one: whole, score: 0, covered: 0, waarom: [] });
  return { best, exact, items: kept };
}
